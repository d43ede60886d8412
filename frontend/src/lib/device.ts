export interface Device {
  /** Browser name, or null when unknown. */
  browser: string | null;
  /** Operating system, or null when unknown. */
  system: string | null;
  kind: 'phone' | 'tablet' | 'computer' | 'program';
}

// Order matters: Edge and Opera also claim to be Chrome, and Chrome claims to be Safari.
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPod/, 'iOS'],
  [/iPad/, 'iPadOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const firstMatch = (table: [RegExp, string][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Reads a `User-Agent` header as well as such a header can be read. */
export function parseUserAgent(userAgent: string | null | undefined): Device {
  const text = userAgent ?? '';
  const browser = firstMatch(BROWSERS, text);
  const system = firstMatch(SYSTEMS, text);
  if (/iPhone|iPod|Android.*Mobile/.test(text)) return { browser, system, kind: 'phone' };
  if (/iPad|Android/.test(text)) return { browser, system, kind: 'tablet' };
  return { browser, system, kind: browser || system ? 'computer' : 'program' };
}
