import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, download } from '@/api/client';
import type { Report, ReportKind } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';
import { saveFile } from '@/lib/saveFile';

export interface ReportQuestion extends ListQuestion<'month' | 'createdAt'> {
  kind: ReportKind | null;
}

const KEY = ['reports'];

/** How often a report that is being made is asked for, in milliseconds. */
const QUEUED_MS = 2_000;

/** One page of the monthly reports. */
export const reportsQuery = (question: ReportQuestion) =>
  queryOptions({
    queryKey: [...KEY, question],
    queryFn: async ({ signal }) => {
      const { kind } = question;
      const query = { ...asked(question), ...(kind && { 'filter[kind]': [kind] }) };
      return pageOf<Report>(await api.get('/reports', { query, signal }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some(({ status }) => status === 'queued') ? QUEUED_MS : false),
  });

/** Has a report made, or made anew. */
export function useMakeReport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { kind: ReportKind; month: string }) => api.post('/reports', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Fetches the file of a report, and saves it. */
export function useSaveReport() {
  return useMutation({
    mutationFn: async ({ report, format }: { report: Report; format: 'csv' | 'pdf' }) => {
      const file = await download('/reports/{id}/content', { format }, { id: report.id });
      saveFile(`${report.kind}-${report.month}.${format}`, file);
    },
  });
}
