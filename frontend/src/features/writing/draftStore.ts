import { storage } from '@/lib/storage';
import type { Fields } from './fields';

const PREFIX = 'groundwork.draft';

/** What the server does not have yet, kept in this browser. */
export interface KeptDraft {
  fields: Fields;
  /** What the server had when it was written, and in which version. */
  server: Fields;
  version: string | null;
}

export interface DraftStore {
  read(): KeptDraft | null;
  /** Whether it could be kept. */
  write(draft: KeptDraft): boolean;
  remove(): void;
}

/** Where somebody's changes to an article are kept until the server has them. */
export function draftStore(userId: string, articleId: string): DraftStore {
  const key = `${PREFIX}.${userId}.${articleId}`;
  return {
    read: () => parse(storage.read(key)),
    write: (draft) => storage.write(key, JSON.stringify(draft)),
    remove: () => storage.remove(key),
  };
}

/** Where the version is set aside that one did not choose. */
export function asideStore(userId: string, articleId: string) {
  const key = `groundwork.aside.${userId}.${articleId}`;
  return {
    read: (): Fields | null => parse(storage.read(key)),
    write: (fields: Fields) => storage.write(key, JSON.stringify(fields)),
    remove: () => storage.remove(key),
  };
}

/** Whether this browser keeps changes to an article that the server does not have. */
export function hasKeptDraft(userId: string, articleId: string): boolean {
  return draftStore(userId, articleId).read() !== null;
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
