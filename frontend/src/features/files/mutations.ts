import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { FILES_KEY } from './queries';

interface FileChange {
  name?: string;
  public?: boolean;
}

/** Renames a file, or changes who sees it. */
export function useChangeFile(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: FileChange) => api.patch('/files/{id}', { path: { id }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: FILES_KEY }),
  });
}

/** Deletes a file. What was known of it is forgotten. */
export function useDeleteFile(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/files/{id}', { path: { id } }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: [...FILES_KEY, id] });
      return queries.invalidateQueries({ queryKey: FILES_KEY });
    },
  });
}

/** Asks for an address under which a file opens for a while without signing in. */
export function useFileLink(id: string) {
  return useMutation({ mutationFn: () => api.post('/files/{id}/link', { path: { id } }) });
}
