import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { parseUserAgent } from '@/lib/device';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { DeviceIcon } from './DeviceIcon';
import { sessionsQuery, useEndOtherSessions, useEndSession } from './queries';
import { useDeviceName } from './useDeviceName';
import classes from './SessionList.module.css';

/** Where one is signed in, and the way to end it. */
export function SessionList() {
  const t = useMemberMessages();
  const sessions = useQuery(sessionsQuery);
  return (
    <Card title={t.security.sessionsTitle} sub={t.security.sessionsSub}>
      {sessions.isPending && <SkeletonRows count={3} picture />}
      {sessions.isError && <LoadError error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <>
          <ItemList>
            {sessions.data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ItemList>
          <EndOthers count={sessions.data.length - 1} />
        </>
      )}
    </Card>
  );
}

function SessionRow({ session }: { session: Session }) {
  const t = useMemberMessages();
  const format = useFormat();
  const deviceName = useDeviceName();
  const end = useEndSession();
  const [asking, setAsking] = useState(false);
  const device = parseUserAgent(session.userAgent);
  const name = deviceName(device);

  async function confirm() {
    await announce(end.mutateAsync(session.id), t.security.ended, t);
    setAsking(false);
  }

  return (
    <Item
      icon={<DeviceIcon kind={device.kind} />}
      name={
        <>
          {name} {session.current && <Pill tone="good">{t.security.current}</Pill>}
        </>
      }
      details={
        <>
          <span className="mono">{session.ipAddress ?? t.security.unknownAddress}</span>
          <span>{t.security.lastUsed(format.relative(session.lastUsedAt))}</span>
          <time dateTime={session.createdAt} title={format.dateTime(session.createdAt)}>
            {t.security.signedInAt(format.relative(session.createdAt))}
          </time>
        </>
      }
      actions={
        !session.current && (
          <>
            <Button variant="default" size="xs" aria-label={t.security.endFor(name)} onClick={() => setAsking(true)}>
              {t.security.end}
            </Button>
            <Confirm
              opened={asking}
              title={t.security.endConfirmTitle}
              text={t.security.endConfirm(name)}
              action={t.security.end}
              busy={end.isPending}
              onConfirm={() => void confirm()}
              onClose={() => setAsking(false)}
            />
          </>
        )
      }
    />
  );
}

function EndOthers({ count }: { count: number }) {
  const t = useMemberMessages();
  const end = useEndOtherSessions();
  const [asking, setAsking] = useState(false);

  async function confirm() {
    await announce(end.mutateAsync(), t.security.endedOthers, t);
    setAsking(false);
  }

  if (count === 0) return <p className={classes.alone}>{t.security.noOthers}</p>;
  return (
    <div className={classes.others}>
      <Button variant="default" color="danger" onClick={() => setAsking(true)}>
        {t.security.endOthers}
      </Button>
      <Confirm
        opened={asking}
        title={t.security.endOthersConfirmTitle}
        text={t.security.endOthersConfirm(count)}
        action={t.security.endOthers}
        busy={end.isPending}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
