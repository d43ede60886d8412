import { storage } from '@/lib/storage';

/** Something that was found and opened. */
export interface Recent {
  path: string;
  label: string;
  group: 'products' | 'articles';
}

const KEY = 'groundwork.recent';
const MOST = 4;

interface Kept {
  /** Whose they are; another person at this browser does not see them. */
  by: string | null;
  items: Recent[];
}

/** What this person has opened from the palette, the last first. */
export function recentOf(by: string | null): Recent[] {
  const kept = read();
  return kept?.by === by ? kept.items : [];
}

export function remember(by: string | null, opened: Recent): void {
  const others = recentOf(by).filter(({ path }) => path !== opened.path);
  storage.write(KEY, JSON.stringify({ by, items: [opened, ...others].slice(0, MOST) } satisfies Kept));
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(storage.read(KEY) ?? 'null') as Kept | null;
    return Array.isArray(kept?.items) ? kept : null;
  } catch {
    // Somebody has written there what we have not.
    return null;
  }
}
