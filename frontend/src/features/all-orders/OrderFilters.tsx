import { AmountRange } from '@/features/lists/AmountRange';
import { DateRange } from '@/features/lists/DateRange';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { ListPerson } from '@/features/lists/ListPerson';
import toolbar from '@/features/lists/Toolbar.module.css';
import { useAllOrdersMessages } from '@/lib/messages/trade';
import { STATUSES, type useOrderList } from './useOrderList';

/** What narrows the list of orders. */
export function OrderFilters({ list }: Pick<ReturnType<typeof useOrderList>, 'list'>) {
  const { params, change } = list;
  const t = useAllOrdersMessages();
  return (
    <>
      <ListChoice
        list={list}
        by="status"
        label={t.filter.status}
        all={t.filter.allStatuses}
        choices={named(STATUSES, t.status)}
      />
      <ListPerson
        list={list}
        by="customer"
        label={t.filter.customer}
        all={t.filter.anyCustomer}
        nobody={t.filter.nobodyFound}
      />
      <div className={toolbar.line}>
        <DateRange from={params.from} to={params.to} onChange={change} />
        <AmountRange min={params.min} max={params.max} onChange={change} />
      </div>
    </>
  );
}
