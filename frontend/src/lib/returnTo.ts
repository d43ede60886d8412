const FALLBACK = '/dashboard';

/**
 * The path to go to after signing in.
 *
 * @param value what stands in `?returnTo=`; anything that could leave this site gives the fallback
 */
export function safeReturnTo(value: string | null): string {
  // A browser reads `//host` and `/\host` as another site, and drops control characters before it looks.
  if (!value || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return FALLBACK;
  const url = new URL(value, window.location.origin);
  if (url.origin !== window.location.origin) return FALLBACK;
  return url.pathname + url.search + url.hash;
}

/** The sign-in address that leads back to `path` afterwards. */
export function loginPath(path: string): string {
  return `/login?returnTo=${encodeURIComponent(path)}`;
}
