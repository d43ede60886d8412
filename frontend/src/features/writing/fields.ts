import type { Article } from '@/api/types';

/** What one writes of an article. The address and the summary are empty texts where there are none. */
export interface Fields {
  title: string;
  slug: string;
  excerpt: string;
  body: string;
  tags: string[];
  language: Article['language'];
  coverId: string | null;
  teamId: string | null;
}

export type FieldName = keyof Fields;

export const FIELD_NAMES: FieldName[] = ['title', 'slug', 'excerpt', 'body', 'tags', 'language', 'coverId', 'teamId'];

export function fieldsOf(article: Article): Fields {
  const { title, slug, excerpt, body, tags, language, coverId, teamId } = article;
  return { title, slug, excerpt: excerpt ?? '', body, tags, language, coverId, teamId };
}

/** Names of the fields in which two versions differ. */
export function differing(a: Fields, b: Fields): FieldName[] {
  return FIELD_NAMES.filter((name) => !alike(a[name], b[name]));
}

export function sameFields(a: Fields, b: Fields): boolean {
  return differing(a, b).length === 0;
}

/** What has to be sent to make `to` of `from`. */
export function changesBetween(from: Fields, to: Fields): Partial<Fields> {
  return Object.fromEntries(differing(from, to).map((name) => [name, to[name]]));
}

function alike(a: Fields[FieldName], b: Fields[FieldName]): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((tag, index) => tag === b[index]);
  return a === b;
}
