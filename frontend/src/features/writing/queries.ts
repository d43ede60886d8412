import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, versioned } from '@/api/client';
import type { ArticleSummary, Revision, RevisionSummary } from '@/api/types';
import type { Fields } from './fields';

export const WRITING_KEY = ['writing'];

export const STATUSES = ['draft', 'scheduled', 'published'] as const;
export type Status = (typeof STATUSES)[number];

export interface WritingFilter {
  page: number;
  search: string;
  status: Status | '';
  /** Whose articles: somebody's, or a team's. */
  authorId?: string;
  teamId?: string;
}

const ARTICLES_ON_A_PAGE = 20;
const OPEN_ARTICLES = 4;
const PREVIEW_MS = 300_000;

/** One page of articles, for those who write them: what was last changed stands first. */
export const articlesQuery = ({ page, search, status, authorId, teamId }: WritingFilter) =>
  queryOptions({
    queryKey: [...WRITING_KEY, 'list', { page, search, status, authorId, teamId }],
    queryFn: async ({ signal }) => {
      const query = {
        page,
        limit: ARTICLES_ON_A_PAGE,
        sort: 'updatedAt' as const,
        search: search || undefined,
        ...(status ? { 'filter[status]': [status] } : {}),
        ...(authorId ? { 'filter[authorId]': [authorId] } : {}),
        ...(teamId ? { 'filter[teamId]': [teamId] } : {}),
      };
      const { items, pagination } = await api.get('/content', { query, signal });
      const { total, totalPages } = pagination;
      return { articles: items as ArticleSummary[], pages: Math.max(1, totalPages ?? 1), total: total ?? items.length };
    },
    placeholderData: keepPreviousData,
  });

/** The few articles that somebody last worked on and that are not published. */
export const openArticlesQuery = (authorId: string) =>
  queryOptions({
    queryKey: [...WRITING_KEY, 'list', 'open', authorId],
    queryFn: async ({ signal }) => {
      const query = {
        limit: OPEN_ARTICLES,
        sort: 'updatedAt' as const,
        'filter[authorId]': [authorId],
        'filter[status]': ['draft' as const, 'scheduled' as const],
      };
      return (await api.get('/content', { query, signal })).items as ArticleSummary[];
    },
  });

/** An article to be written, with its version. It is loaded anew for every visit: one must begin with what stands. */
export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: [...WRITING_KEY, id],
    queryFn: ({ signal }) => versioned.get('/content/{id}', { path: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });

/** How a text will look to its readers. */
export const previewQuery = (body: string) =>
  queryOptions({
    queryKey: [...WRITING_KEY, 'preview', body],
    queryFn: ({ signal }) => api.post('/content/preview', { body: { body }, signal }),
    placeholderData: keepPreviousData,
    staleTime: PREVIEW_MS,
    gcTime: 10_000,
  });

/** Tags in use, for being offered. */
export const tagsQuery = queryOptions({
  queryKey: [...WRITING_KEY, 'tags'],
  queryFn: async ({ signal }) => (await api.get('/content/tags', { signal })).map(({ tag }) => tag),
  staleTime: 60_000,
});

/** The versions of an article, the newest first. */
export const revisionsQuery = (id: string, page: number) =>
  queryOptions({
    queryKey: [...WRITING_KEY, id, 'revisions', page],
    queryFn: async ({ signal }) => {
      const query = { page, limit: 50 };
      const { items, pagination } = await api.get('/content/{id}/revisions', { path: { id }, query, signal });
      return { revisions: items as RevisionSummary[], pages: Math.max(1, pagination.totalPages ?? 1) };
    },
    placeholderData: keepPreviousData,
  });

export const revisionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...WRITING_KEY, id, 'revisions', 'one', number],
    queryFn: async ({ signal }): Promise<Revision> =>
      api.get('/content/{id}/revisions/{number}', { path: { id, number }, signal }),
  });

/** What the server is sent and asked while an article is written. */
export const articleServer = (id: string) => ({
  save: (changes: Partial<Fields>, version: string | null) => {
    const body = { ...changes, ...(changes.excerpt === '' ? { excerpt: null } : {}) };
    return versioned.patch('/content/{id}', { path: { id }, body, ifMatch: version ?? undefined });
  },
  load: () => versioned.get('/content/{id}', { path: { id } }),
});
