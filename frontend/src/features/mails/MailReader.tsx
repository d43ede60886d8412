import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { MailDetail } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Facts } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { MailAttachments } from './MailAttachments';
import { mailQuery } from './queries';
import { StatusPill } from './StatusPill';
import classes from './MailReader.module.css';

/** One mail as its recipient sees it. */
export function MailReader({ id }: { id: string }) {
  const t = useMemberMessages();
  const { search } = useLocation();
  const mail = useQuery(mailQuery(id));
  return (
    <article className={classes.reader}>
      <Button
        component={Link}
        to={{ pathname: '/studio/mails', search }}
        variant="subtle"
        className={classes.back}
        leftSection={<IconArrowLeft size={16} stroke={2} aria-hidden="true" />}
      >
        {t.mails.backToList}
      </Button>
      {mail.isPending && <SkeletonRows count={4} />}
      {mail.isError && !mail.data && <LoadError error={mail.error} onRetry={() => void mail.refetch()} />}
      {mail.data && <Content mail={mail.data} />}
    </article>
  );
}

function Content({ mail }: { mail: MailDetail }) {
  const t = useMemberMessages();
  const format = useFormat();
  const [view, setView] = useState<'html' | 'text'>('html');
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.subject}>{mail.subject}</h2>
        <StatusPill status={mail.status} />
      </header>
      {mail.lastError && (
        <Notice tone="bad">
          <strong>{t.mails.lastError}</strong>
          <br />
          <span className="mono">{mail.lastError}</span>
        </Notice>
      )}
      <Facts
        compact
        facts={[
          { term: t.mails.to, value: mail.to },
          { term: t.mails.created, value: format.dateTime(mail.createdAt) },
          ...(mail.sentAt ? [{ term: t.mails.sentAt, value: format.dateTime(mail.sentAt) }] : []),
          { term: t.mails.template, value: <span className="mono">{mail.template}</span> },
          { term: t.mails.attempts, value: format.number(mail.attempts) },
        ]}
      />
      <MailAttachments mail={mail} />
      <SegmentedControl
        aria-label={t.mails.view}
        className={classes.views}
        value={view}
        onChange={(value) => setView(value as 'html' | 'text')}
        data={[
          { value: 'html', label: t.mails.html },
          { value: 'text', label: t.mails.text },
        ]}
      />
      {view === 'html' ? (
        // No scripts, no forms, no access to this page; only links, which open beside it.
        <iframe
          className={classes.frame}
          title={t.mails.frame(mail.subject)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank" rel="noopener">${mail.html}`}
        />
      ) : (
        <pre className={classes.text}>{mail.text}</pre>
      )}
    </>
  );
}
