import { useQuery } from '@tanstack/react-query';
import { IconLayersSubtract } from '@tabler/icons-react';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { StudioTable } from '@/features/lists/StudioTable';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
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

function PlanFilters({ list }: Pick<ReturnType<typeof usePlanList>, 'list'>) {
  const t = useAllPlansMessages();
  const plans = usePlansMessages();
  return (
    <>
      <ListChoice
        list={list}
        by="interval"
        label={t.filter.interval}
        all={t.filter.allIntervals}
        choices={named(INTERVALS, plans.interval)}
      />
      <ListChoice
        list={list}
        by="active"
        label={t.filter.active}
        all={t.filter.allStates}
        choices={[
          { value: 'yes', label: t.offered },
          { value: 'no', label: t.notOffered },
        ]}
      />
    </>
  );
}
