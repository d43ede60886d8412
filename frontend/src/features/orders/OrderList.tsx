import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconReceipt, IconSearchOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ListBody } from '@/features/lists/ListBody';
import card from '@/features/lists/ListCard.module.css';
import { ListPager } from '@/features/lists/ListPager';
import toolbar from '@/features/lists/Toolbar.module.css';
import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { useOrdersMessages } from '@/lib/messages/orders';
import { EmptyState } from '@/ui/EmptyState';
import { FilterSelect } from '@/ui/FilterSelect';
import { SearchField } from '@/ui/SearchField';
import { OrderRow } from './OrderRow';
import { ordersQuery, STATUSES } from './queries';
import classes from './OrderList.module.css';

const USUAL = { page: '1', search: '', status: '' };

/** What somebody has ordered, the newest first. */
export function OrderList() {
  const t = useOrdersMessages();
  const lists = useMemberMessages().lists;
  const format = useFormat();
  const user = useCurrentUser();
  const [params, change] = useListParams(USUAL);
  const status = STATUSES.find((known) => known === params.status) ?? null;
  const filter = { page: pageNumber(params.page), search: params.search, status };
  const orders = useQuery(ordersQuery(user.id, filter));
  const narrowed = params.search !== '' || status !== null;
  return (
    <div className={card.card}>
      <div className={toolbar.toolbar}>
        <SearchField
          className={toolbar.search}
          label={t.search}
          value={params.search}
          onSearch={(search) => change({ search })}
        />
        <div className={classes.status}>
          <FilterSelect
            label={t.filter}
            all={t.all}
            value={status ?? ''}
            choices={STATUSES.map((value) => ({ value, label: t.status[value] }))}
            onChange={(value) => change({ status: value })}
          />
        </div>
      </div>
      <ListBody
        found={orders}
        nothing={
          narrowed ? (
            <EmptyState
              icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
              title={lists.noMatchTitle}
              text={lists.noMatch}
              action={
                <Button variant="default" onClick={() => change({ search: '', status: '' })}>
                  {lists.clear}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={<IconReceipt size={32} stroke={1.4} aria-hidden="true" />}
              title={t.emptyTitle}
              text={t.empty}
              action={
                <Button component={Link} to="/products">
                  {t.toProducts}
                </Button>
              }
            />
          )
        }
      >
        {(found) => (
          <>
            <ul className={classes.list} aria-label={t.list} aria-busy={orders.isPlaceholderData}>
              {found.orders.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </ul>
            <ListPager
              page={filter.page}
              pages={found.pages}
              total={t.total(format.number(found.total), found.total === 1)}
              onPage={(page) => change({ page })}
            />
          </>
        )}
      </ListBody>
    </div>
  );
}
