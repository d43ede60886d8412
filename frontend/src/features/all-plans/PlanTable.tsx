import { useQuery } from '@tanstack/react-query';
import { IconLayersSubtract } from '@tabler/icons-react';
import { StudioTable } from '@/features/lists/StudioTable';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { FilterSelect } from '@/ui/FilterSelect';
import { allPlansQuery } from './queries';
import { usePlanColumns } from './usePlanColumns';
import { INTERVALS, usePlanList } from './usePlanList';

/** All plans, offered or not. */
export function PlanTable() {
  const t = useAllPlansMessages();
  const { list, question } = usePlanList();
  return (
    <StudioTable
      name="plans"
      icon={IconLayersSubtract}
      t={t}
      list={list}
      found={useQuery(allPlansQuery(question))}
      columns={usePlanColumns()}
      filters={<PlanFilters list={list} />}
    />
  );
}

function PlanFilters({ list: { params, change } }: Pick<ReturnType<typeof usePlanList>, 'list'>) {
  const t = useAllPlansMessages();
  const plans = usePlansMessages();
  return (
    <>
      <FilterSelect
        label={t.filter.interval}
        all={t.filter.allIntervals}
        value={params.interval}
        choices={INTERVALS.map((interval) => ({ value: interval, label: plans.interval[interval] }))}
        onChange={(interval) => change({ interval })}
      />
      <FilterSelect
        label={t.filter.active}
        all={t.filter.allStates}
        value={params.active}
        choices={[
          { value: 'yes', label: t.offered },
          { value: 'no', label: t.notOffered },
        ]}
        onChange={(active) => change({ active })}
      />
    </>
  );
}
