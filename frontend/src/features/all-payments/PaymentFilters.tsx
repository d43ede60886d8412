import { PersonFilter } from '@/features/users/PersonFilter';
import { useAllPaymentsMessages } from '@/lib/messages/trade';
import { FilterSelect } from '@/ui/FilterSelect';
import { PROVIDERS, STATUSES, type usePaymentList } from './usePaymentList';

/** What narrows the list of payments. */
export function PaymentFilters({ list: { params, change } }: Pick<ReturnType<typeof usePaymentList>, 'list'>) {
  const t = useAllPaymentsMessages();
  return (
    <>
      <FilterSelect
        label={t.filter.status}
        all={t.filter.allStatuses}
        value={params.status}
        choices={STATUSES.map((status) => ({ value: status, label: t.status[status] }))}
        onChange={(status) => change({ status })}
      />
      <FilterSelect
        label={t.filter.provider}
        all={t.filter.allProviders}
        value={params.provider}
        choices={PROVIDERS.map((provider) => ({ value: provider, label: t.provider[provider] }))}
        onChange={(provider) => change({ provider })}
      />
      <PersonFilter
        label={t.filter.customer}
        all={t.filter.anyCustomer}
        nobody={t.filter.nobodyFound}
        value={params.customer}
        onChange={(customer) => change({ customer })}
      />
    </>
  );
}
