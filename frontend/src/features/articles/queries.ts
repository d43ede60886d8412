import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ArticleSummary } from '@/api/types';
import type { Language } from '@/lib/messages/languages';

export interface ArticleFilter {
  page: number;
  search: string;
  tag: string;
  language: Language | null;
}

export const ARTICLES_KEY = ['articles'];

/** The lead story, and four rows of three. */
const PAGE_SIZE = 13;
/** How many are offered at the end of an article. */
const NEXT_SIZE = 3;
/** Who reads comes back to the same lists; the server need not be asked each time. */
const FRESH_MS = 60_000;
const SELDOM_MS = 300_000;

const PUBLISHED = { 'filter[status]': ['published' as const] };
const NEWEST = { ...PUBLISHED, sort: 'publishedAt' as const, order: 'desc' as const };

interface ArticlePage {
  articles: ArticleSummary[];
  pages: number;
  total: number;
}

/** One page of what is published, the newest first; for a search, what fits best. */
export const articlesQuery = ({ page, search, tag, language }: ArticleFilter) =>
  queryOptions({
    queryKey: [...ARTICLES_KEY, 'list', { page, search, tag, language }],
    queryFn: async ({ signal }): Promise<ArticlePage> => {
      const query = {
        page,
        limit: PAGE_SIZE,
        ...NEWEST,
        ...(search && { search, sort: 'relevance' as const }),
        ...(tag && { 'filter[tag]': [tag] }),
        ...(language && { 'filter[language]': [language] }),
      };
      const { items, pagination } = await api.get('/content', { query, signal });
      const { total, totalPages } = pagination;
      return { articles: items as ArticleSummary[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

/** What the articles are about, the commonest first. */
export const tagsQuery = queryOptions({
  queryKey: [...ARTICLES_KEY, 'tags'],
  queryFn: ({ signal }) => api.get('/content/tags', { signal }),
  staleTime: SELDOM_MS,
});

/** An article by the last part of its address. For an old address it is the article that was there. */
export const articleQuery = (slug: string) =>
  queryOptions({
    queryKey: [...ARTICLES_KEY, 'slug', slug],
    queryFn: ({ signal }) => api.get('/content/by-slug/{slug}', { path: { slug }, signal }),
  });

/** What lists and other addresses have already shown of an article. */
export function knownArticle(queries: QueryClient, slug: string): ArticleSummary | undefined {
  const listed = queries.getQueriesData<ArticlePage>({ queryKey: [...ARTICLES_KEY, 'list'] });
  const opened = queries.getQueriesData<ArticleSummary>({ queryKey: [...ARTICLES_KEY, 'slug'] });
  return [
    ...listed.flatMap(([, page]) => page?.articles ?? []),
    ...opened.flatMap(([, article]) => article ?? []),
  ].find((article) => article.slug === slug);
}

/** The newest articles. */
export const recentQuery = queryOptions({
  queryKey: [...ARTICLES_KEY, 'recent'],
  queryFn: ({ signal }) => newest(NEXT_SIZE, undefined, signal),
  staleTime: FRESH_MS,
});

/** What to read after an article: others about the same, and the newest where there are too few of those. */
export const nextQuery = ({ id, tags }: Pick<ArticleSummary, 'id' | 'tags'>) =>
  queryOptions({
    queryKey: [...ARTICLES_KEY, 'next', id],
    queryFn: async ({ signal }) => {
      const related = tags[0] ? await newest(NEXT_SIZE + 1, tags[0], signal) : [];
      const enough = related.length > NEXT_SIZE;
      const others = enough ? [] : await newest(2 * NEXT_SIZE + 1, undefined, signal);
      const seen = new Map([...related, ...others].map((article) => [article.id, article]));
      seen.delete(id);
      return [...seen.values()].slice(0, NEXT_SIZE);
    },
    staleTime: FRESH_MS,
  });

async function newest(limit: number, tag: string | undefined, signal: AbortSignal): Promise<ArticleSummary[]> {
  const query = { ...NEWEST, limit, ...(tag && { 'filter[tag]': [tag] }) };
  return (await api.get('/content', { query, signal })).items as ArticleSummary[];
}
