import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMailbox, IconSearchOff } from '@tabler/icons-react';
import { NavLink, useLocation } from 'react-router';
import type { Mail } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { SCROLL_KEPT } from '@/lib/scroll';
import { EmptyState } from '@/ui/EmptyState';
import { Pager } from '@/ui/Pager';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { mailsQuery, type MailFilter } from './queries';
import { StatusPill } from './StatusPill';
import classes from './MailList.module.css';

interface MailListProps {
  filter: MailFilter;
  onChange: (change: Partial<MailFilter>) => void;
}

/** One page of sent mails; each leads to itself in the reading pane. */
export function MailList({ filter, onChange }: MailListProps) {
  const t = useMemberMessages();
  const mails = useQuery(mailsQuery(filter));
  if (mails.isPending) {
    return (
      <div className={classes.pad}>
        <SkeletonRows count={8} />
      </div>
    );
  }
  if (!mails.data) return <LoadError error={mails.error} onRetry={() => void mails.refetch()} />;

  const { page, pages, total } = mails.data;
  if (mails.data.mails.length === 0) return <Nothing filter={filter} onChange={onChange} />;
  return (
    <>
      <ul className={classes.list} aria-label={t.mails.list} aria-busy={mails.isPlaceholderData}>
        {mails.data.mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} />
        ))}
      </ul>
      <Pager
        label={t.mails.page(page, pages)}
        total={t.mails.total(total)}
        previous={page > 1 ? () => onChange({ page: page - 1 }) : null}
        next={page < pages ? () => onChange({ page: page + 1 }) : null}
        previousLabel={t.mails.previous}
        nextLabel={t.mails.next}
      />
    </>
  );
}

function MailRow({ mail }: { mail: Mail }) {
  const format = useFormat();
  const { search } = useLocation();
  return (
    <li>
      <NavLink className={classes.row} to={{ pathname: `/studio/mails/${mail.id}`, search }} state={SCROLL_KEPT}>
        <span className={classes.subject}>{mail.subject}</span>
        <time className={classes.time} dateTime={mail.createdAt} title={format.dateTime(mail.createdAt)}>
          {format.relative(mail.createdAt)}
        </time>
        <span className={classes.to}>{mail.to}</span>
        <StatusPill status={mail.status} />
      </NavLink>
    </li>
  );
}

function Nothing({ filter, onChange }: MailListProps) {
  const t = useMemberMessages();
  if (!filter.search && !filter.status && filter.page === 1) {
    return (
      <EmptyState
        icon={<IconMailbox size={28} stroke={1.5} aria-hidden="true" />}
        title={t.mails.emptyTitle}
        text={t.mails.empty}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={t.mails.noMatchTitle}
      text={t.mails.noMatch}
      action={
        <Button variant="default" onClick={() => onChange({ search: '', status: null })}>
          {t.mails.clear}
        </Button>
      }
    />
  );
}
