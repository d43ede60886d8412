import { ListChoice, named } from '@/features/lists/ListChoice';
import { ListPerson } from '@/features/lists/ListPerson';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { PROVIDERS, STATUSES, type usePaymentList } from './usePaymentList';

/** What narrows the list of payments. */
export function PaymentFilters({ list }: Pick<ReturnType<typeof usePaymentList>, 'list'>) {
  const t = useAllPaymentsMessages();
  return (
    <>
      <ListChoice
        list={list}
        by="status"
        label={t.filter.status}
        all={t.filter.allStatuses}
        choices={named(STATUSES, t.status)}
      />
      <ListChoice
        list={list}
        by="provider"
        label={t.filter.provider}
        all={t.filter.allProviders}
        choices={named(PROVIDERS, t.provider)}
      />
      <ListPerson
        list={list}
        by="customer"
        label={t.filter.customer}
        all={t.filter.anyCustomer}
        nobody={t.filter.nobodyFound}
      />
    </>
  );
}
