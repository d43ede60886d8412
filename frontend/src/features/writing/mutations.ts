import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Versioned } from '@/api/client';
import type { Article } from '@/api/types';
import { articleServer, WRITING_KEY } from './queries';

interface NewArticle {
  title: string;
  language: Article['language'];
  teamId: string | null;
}

/** Has the lists of articles loaded again; the article being written is left alone. */
function useListsChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [...WRITING_KEY, 'list'] });
}

/** Begins an article. */
export function useCreateArticle() {
  const onSuccess = useListsChanged();
  return useMutation({
    mutationFn: (article: NewArticle) => api.post('/content', { body: { ...article, body: '' } }),
    onSuccess,
  });
}

/** Publishes an article, now or at `publishAt`. */
export function usePublish(id: string) {
  const onSuccess = useListsChanged();
  return useMutation({
    mutationFn: async (publishAt: string | null): Promise<Versioned<Article>> => {
      await api.post('/content/{id}/publication', { path: { id }, body: publishAt ? { publishAt } : {} });
      return articleServer(id).load();
    },
    onSuccess,
  });
}

/** Makes an article a draft again. */
export function useUnpublish(id: string) {
  const onSuccess = useListsChanged();
  return useMutation({
    mutationFn: async (): Promise<Versioned<Article>> => {
      await api.delete('/content/{id}/publication', { path: { id } });
      return articleServer(id).load();
    },
    onSuccess,
  });
}

export function useDeleteArticle(id: string) {
  const onSuccess = useListsChanged();
  return useMutation({ mutationFn: () => api.delete('/content/{id}', { path: { id } }), onSuccess });
}

/** Makes an earlier version the newest one. */
export function useRestore(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (number: number) => api.post('/content/{id}/revisions/{number}/restoration', { path: { id, number } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: WRITING_KEY }),
  });
}
