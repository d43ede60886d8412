import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBook2, IconX } from '@tabler/icons-react';
import { DateRange } from '@/features/lists/DateRange';
import { ListBody } from '@/features/lists/ListBody';
import card from '@/features/lists/ListCard.module.css';
import { ListChoice } from '@/features/lists/ListChoice';
import { ListPager } from '@/features/lists/ListPager';
import { NothingFound } from '@/features/lists/NothingFound';
import toolbar from '@/features/lists/Toolbar.module.css';
import { useLedgerMessages } from '@/lib/messages/books';
import { SearchField } from '@/ui/SearchField';
import classes from './EntryList.module.css';
import { EntryRows } from './EntryRows';
import { balancesQuery, entriesQuery } from './queries';
import { ACCOUNTS, useEntryList } from './useEntryList';

/** Everything that was booked, the newest first. */
export function EntryList() {
  const t = useLedgerMessages();
  const { list, question } = useEntryList();
  const found = useQuery(entriesQuery(question));
  return (
    <section className={card.card} aria-label={t.entries}>
      <Filters list={list} />
      <ListBody
        found={found}
        nothing={
          <NothingFound
            narrowed={list.narrowed}
            onClear={list.clear}
            icon={IconBook2}
            title={t.emptyTitle}
            text={t.empty}
          />
        }
      >
        {(page) => (
          <>
            <EntryRows label={t.entries} entries={page.rows} busy={found.isPlaceholderData} />
            <ListPager
              page={list.page}
              pages={page.pages}
              total={t.total(page.total)}
              onPage={(number) => list.change({ page: number })}
            />
          </>
        )}
      </ListBody>
    </section>
  );
}

function Filters({ list }: Pick<ReturnType<typeof useEntryList>, 'list'>) {
  const { search, params, change } = list;
  const t = useLedgerMessages();
  const balances = useQuery(balancesQuery);
  const currencies = (balances.data?.sums ?? []).map(({ currency }) => currency);
  return (
    <div className={toolbar.toolbar}>
      <SearchField
        className={toolbar.search}
        label={t.reference}
        value={search}
        onSearch={(text) => change({ search: text })}
      />
      <ListChoice
        list={list}
        by="account"
        label={t.filter.account}
        all={t.filter.allAccounts}
        choices={ACCOUNTS.map((account) => ({ value: account, label: t.name[account] ?? account }))}
      />
      {(currencies.length > 1 || params.currency !== '') && (
        <ListChoice
          list={list}
          by="currency"
          label={t.filter.currency}
          all={t.filter.allCurrencies}
          choices={[...new Set([...currencies, params.currency])]
            .filter(Boolean)
            .map((currency) => ({ value: currency, label: currency }))}
        />
      )}
      <DateRange from={params.from} to={params.to} onChange={change} />
      {params.about && (
        <UnstyledButton
          className={classes.about}
          aria-label={t.filter.removeAbout}
          onClick={() => change({ about: '' })}
        >
          {t.filter.about(params.about)}
          <IconX size={14} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      )}
    </div>
  );
}
