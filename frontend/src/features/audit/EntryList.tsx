import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import list from '@/features/lists/ListCard.module.css';
import { NothingFound } from '@/features/lists/NothingFound';
import { useFormat } from '@/lib/format';
import { useAuditMessages } from '@/lib/messages/studio';
import { useMemberMessages } from '@/lib/messages/member';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { EntryRow } from './EntryRow';
import { auditQuery, type AuditFilter } from './queries';
import classes from './EntryList.module.css';

interface EntryListProps {
  filter: AuditFilter;
  onClear: () => void;
}

/** The entries, by day, the newest first; more of them when one asks. */
export function EntryList({ filter, onClear }: EntryListProps) {
  const t = useAuditMessages();
  const lists = useMemberMessages().lists;
  const trail = useInfiniteQuery(auditQuery(filter));
  const days = useDays(trail.data?.pages.flatMap(({ entries }) => entries) ?? []);
  if (trail.isPending) {
    return (
      <div className={list.pad}>
        <SkeletonRows count={8} picture />
      </div>
    );
  }
  if (!trail.data) return <LoadError error={trail.error} onRetry={() => void trail.refetch()} />;
  if (days.length === 0) {
    return (
      <NothingFound
        narrowed={Object.values(filter).some(Boolean)}
        onClear={onClear}
        icon={IconHistory}
        title={t.emptyTitle}
        text={t.empty}
      />
    );
  }
  return (
    <div className={classes.trail} aria-busy={trail.isPlaceholderData}>
      {days.map(({ label, entries }) => (
        <section key={label} aria-label={label}>
          <h2 className={classes.day}>{label}</h2>
          <ul className={classes.entries}>
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      <div className={classes.foot}>
        {trail.isFetchNextPageError && <LoadError error={trail.error} onRetry={() => void trail.fetchNextPage()} />}
        {trail.hasNextPage && !trail.isFetchNextPageError && (
          <Button variant="default" loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
            {lists.more}
          </Button>
        )}
        {!trail.hasNextPage && <p className={classes.end}>{t.end}</p>}
      </div>
    </div>
  );
}

/** Entries by the reader's days, each day with its name. */
function useDays<Entry extends { createdAt: string }>(entries: Entry[]): { label: string; entries: Entry[] }[] {
  const t = useAuditMessages();
  const format = useFormat();
  const [now] = useState(() => new Date());
  const dayBefore = new Date(now);
  dayBefore.setDate(now.getDate() - 1);
  const [today, yesterday] = [now, dayBefore].map((moment) => format.date(moment.toISOString()));
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = format.date(entry.createdAt);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, ofDay]) => ({
    label: day === today ? t.today : day === yesterday ? t.yesterday : day,
    entries: ofDay,
  }));
}
