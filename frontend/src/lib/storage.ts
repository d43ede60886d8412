/** A browser's storage that never throws: private modes and blocked cookies make the real one fail. */
const safe = (real: () => Storage) => ({
  read(key: string): string | null {
    try {
      return real().getItem(key);
    } catch {
      return null;
    }
  },
  /** Whether it could be kept. */
  write(key: string, value: string): boolean {
    try {
      real().setItem(key, value);
      return true;
    } catch {
      // Without storage the choice simply lasts as long as the page.
      return false;
    }
  },
  remove(key: string): void {
    try {
      real().removeItem(key);
    } catch {
      // Nothing was stored.
    }
  },
});

/** What this browser keeps. */
export const storage = safe(() => localStorage);

/** What this tab keeps, until it is closed. */
export const tabStorage = safe(() => sessionStorage);
