import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, versioned } from '@/api/client';
import type { Interval, Plan } from '@/api/types';
import { asked, pageOf, type ListQuestion } from '@/features/lists/listPage';
import { PLANS_KEY } from '@/features/plans/queries';
import type { PlanBody } from './planValues';

type PlanSort = 'position' | 'name' | 'price' | 'createdAt';

interface PlanQuestion extends ListQuestion<PlanSort> {
  interval: Interval | null;
  active: boolean | null;
}

/** One page of all plans, those that are not offered among them. */
export const allPlansQuery = (question: PlanQuestion) =>
  queryOptions({
    queryKey: [...PLANS_KEY, 'all', question],
    queryFn: async ({ signal }) => {
      const { interval, active } = question;
      const query = {
        ...asked(question),
        ...(interval && { 'filter[interval]': [interval] }),
        ...(active !== null && { 'filter[active]': active }),
      };
      return pageOf<Plan>(await api.get('/plans', { query, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** One plan with its version, as it is now. */
export const planQuery = (id: string) =>
  queryOptions({
    queryKey: [...PLANS_KEY, 'one', id],
    queryFn: async ({ signal }) => {
      const { data, version } = await versioned.get('/plans/{id}', { path: { id }, signal });
      return { plan: data as Plan, version };
    },
    gcTime: 0,
  });

function usePlansChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: PLANS_KEY });
}

export function useCreatePlan() {
  const onSuccess = usePlansChanged();
  return useMutation({ mutationFn: (body: PlanBody) => api.post('/plans', { body }), onSuccess });
}

/** Changes a plan, when it is still the version that one has seen. */
export function useUpdatePlan(id: string) {
  const onSuccess = usePlansChanged();
  return useMutation({
    mutationFn: ({ body, version }: { body: Partial<PlanBody>; version?: string | null }) =>
      api.patch('/plans/{id}', { path: { id }, body, ifMatch: version ?? undefined }),
    onSuccess,
  });
}

/** Deletes a plan that nobody has ever had. */
export function useDeletePlan(id: string) {
  const onSuccess = usePlansChanged();
  return useMutation({ mutationFn: () => api.delete('/plans/{id}', { path: { id } }), onSuccess });
}
