import { AmountRange } from '@/features/lists/AmountRange';
import { DateRange } from '@/features/lists/DateRange';
import toolbar from '@/features/lists/Toolbar.module.css';
import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { FilterSelect } from '@/ui/FilterSelect';
import { STATUSES, type useOrderList } from './useOrderList';

/** What narrows the list of orders. */
export function OrderFilters({ list: { params, change } }: Pick<ReturnType<typeof useOrderList>, 'list'>) {
  const t = useAllOrdersMessages();
  return (
    <>
      <FilterSelect
        label={t.filter.status}
        all={t.filter.allStatuses}
        value={params.status}
        choices={STATUSES.map((status) => ({ value: status, label: t.status[status] }))}
        onChange={(status) => change({ status })}
      />
      <PersonFilter
        label={t.filter.customer}
        all={t.filter.anyCustomer}
        nobody={t.filter.nobodyFound}
        value={params.customer}
        onChange={(customer) => change({ customer })}
      />
      <div className={toolbar.line}>
        <DateRange from={params.from} to={params.to} onChange={change} />
        <AmountRange min={params.min} max={params.max} onChange={change} />
      </div>
    </>
  );
}
