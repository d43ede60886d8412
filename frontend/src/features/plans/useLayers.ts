import { useQuery } from '@tanstack/react-query';
import type { Plan } from '@/api/types';
import { families, layersAt } from './families';
import { plansQuery } from './queries';

/** How many layers of the mark stand for a plan: the same wherever it is shown. One that is not offered has few. */
export function useLayers(): (plan: Pick<Plan, 'id'>) => number {
  const plans = useQuery(plansQuery);
  const all = families(plans.data ?? []);
  return ({ id }) => {
    const place = all.findIndex(({ month, year }) => month?.id === id || year?.id === id);
    return layersAt(Math.max(0, place));
  };
}
