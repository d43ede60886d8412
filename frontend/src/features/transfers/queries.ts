import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Transfer } from '@/api/types';

export type TransferKind = 'imports' | 'exports';

/** What an export takes out: what the list of products shows with these filters. */
export interface ExportFilter {
  search?: string;
  category?: string[];
  inStock?: boolean;
  active?: boolean;
}

const KEY = ['transfers'];

/** How often a transfer that is under way is asked for, in milliseconds. */
const UNDER_WAY_MS = 1_000;

const UPLOAD_TIMEOUT_MS = 600_000;

export const isUnderWay = ({ status }: Transfer) => status === 'queued' || status === 'running';

/** The latest imports or exports of everyone who may make them. */
export const transfersQuery = (kind: TransferKind) =>
  queryOptions({
    queryKey: [...KEY, kind, 'list'],
    queryFn: async ({ signal }) => {
      const { items } = await api.get(`/products/${kind}`, { query: { limit: 20 }, signal });
      return items as Transfer[];
    },
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? UNDER_WAY_MS : false),
    placeholderData: keepPreviousData,
  });

/** One import or export; it is followed until it has ended. */
export const transferQuery = (kind: TransferKind, id: string) =>
  queryOptions({
    queryKey: [...KEY, kind, id],
    queryFn: async ({ signal }) => (await api.get(`/products/${kind}/{id}`, { path: { id }, signal })) as Transfer,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? UNDER_WAY_MS : false),
  });

export function useStartImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: Blob) =>
      // Spreadsheets give their files all kinds of types.
      api.post('/products/imports', { body: file.slice(0, file.size, 'text/csv'), timeout: UPLOAD_TIMEOUT_MS }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useStartExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (filter: ExportFilter) => api.post('/products/exports', { body: filter }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
