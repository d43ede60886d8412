import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { AuditEntry } from '@/api/types';
import { useDeviceName } from '@/features/sessions/useDeviceName';
import { parseUserAgent } from '@/lib/device';
import { useFormat } from '@/lib/format';
import { useAuditMessages } from '@/lib/messages/studio';
import { useMemberMessages } from '@/lib/messages/member';
import { Facts, type Fact } from '@/ui/Facts';
import { Changes } from './Changes';
import { useActorName } from './useActorName';
import classes from './EntryDetails.module.css';

/** Everything that is known of an entry: what was changed, by whom, from where, in which request. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const t = useAuditMessages();
  return (
    <div className={classes.details}>
      <div>
        <Changes changes={entry.changes} />
        {entry.erased && <p className={classes.erased}>{t.entry.erased}</p>}
      </div>
      <Facts compact facts={useFacts(entry)} />
    </div>
  );
}

function useFacts(entry: AuditEntry): Fact[] {
  const t = useAuditMessages();
  const format = useFormat();
  const actorName = useActorName();
  const deviceName = useDeviceName();
  const { resourceType, resourceId, requestId } = entry;
  const facts: (Fact | false)[] = [
    { term: t.entry.when, value: `${format.date(entry.createdAt)}, ${format.time(entry.createdAt)}` },
    {
      term: t.entry.who,
      value: entry.actorId ? <UserLink id={entry.actorId} name={actorName(entry)} /> : actorName(entry),
    },
    Boolean(entry.impersonatorId) && {
      term: t.entry.impersonator,
      value: <UserLink id={entry.impersonatorId!} name={t.entry.showUser} />,
    },
    Boolean(entry.apiKeyId) && { term: t.entry.apiKey, value: <span className="mono">{entry.apiKeyId}</span> },
    Boolean(resourceType) && {
      term: t.entry.about,
      value: <About type={resourceType!} id={resourceId} />,
    },
    Boolean(entry.ipAddress) && {
      term: t.entry.from,
      value: (
        <>
          <span className="mono">{entry.ipAddress}</span>
          {entry.userAgent && (
            <span className={classes.agent} title={entry.userAgent}>
              {deviceName(parseUserAgent(entry.userAgent))}
            </span>
          )}
        </>
      ),
    },
    Boolean(requestId) && { term: t.entry.request, value: <RequestId id={requestId!} /> },
  ];
  return facts.filter((fact) => fact !== false);
}

function UserLink({ id, name }: { id: string; name: string }) {
  return (
    <Link className="link" to={`/studio/users/${id}`}>
      {name}
    </Link>
  );
}

function About({ type, id }: { type: string; id: string | null }) {
  const t = useAuditMessages();
  const name = t.resource[type] ?? type;
  const place = {
    user: `/studio/users/${id}`,
    profile: `/studio/users/${id}`,
    team: `/teams/${id}`,
    order: `/studio/orders/${id}`,
    payment: `/studio/payments/${id}`,
    payment_event: `/studio/payment-events?event=${id}`,
  }[type];
  return (
    <>
      {name}{' '}
      {id &&
        (place ? (
          <Link className="link mono" to={place}>
            {id}
          </Link>
        ) : (
          <span className="mono">{id}</span>
        ))}
    </>
  );
}

function RequestId({ id }: { id: string }) {
  const t = useAuditMessages();
  const lists = useMemberMessages().lists;
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <span className={classes.request}>
          <span className="mono">{id}</span>
          <ActionIcon size={26} aria-label={copied ? lists.copied : t.entry.copyRequest} onClick={copy}>
            {copied ? (
              <IconCheck size={15} stroke={2} aria-hidden="true" />
            ) : (
              <IconCopy size={15} stroke={1.75} aria-hidden="true" />
            )}
          </ActionIcon>
        </span>
      )}
    </CopyButton>
  );
}
