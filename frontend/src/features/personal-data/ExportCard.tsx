import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconFileZip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DataExport } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill, type PillTone } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './DataCards.module.css';
import { exportsQuery, useRequestExport } from './queries';

const TONES: Record<DataExport['status'], PillTone> = { queued: 'warn', ready: 'good', failed: 'bad' };

/** Everything that is kept about one, to take along. */
export function ExportCard() {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const exported = useQuery(exportsQuery(user.id));
  const request = useRequestExport(user.id);
  const preparing = exported.data?.some(({ status }) => status === 'queued');

  async function ask() {
    await announce(request.mutateAsync(), t.data.requested, messages);
  }

  return (
    <Card title={t.data.exportTitle} sub={t.data.exportSub}>
      {exported.isPending && <SkeletonRows count={1} picture />}
      {exported.isError && <LoadError error={exported.error} onRetry={() => void exported.refetch()} />}
      {exported.data && exported.data.length > 0 && (
        <ItemList label={t.data.list}>
          {exported.data.map((one) => (
            <ExportRow key={one.id} exported={one} />
          ))}
        </ItemList>
      )}
      {exported.data?.length === 0 && <p className={classes.quiet}>{t.data.emptyExports}</p>}
      {exported.data && (
        <div className={classes.way}>
          <Button variant="default" loading={request.isPending} disabled={preparing} onClick={() => void ask()}>
            {t.data.request}
          </Button>
        </div>
      )}
    </Card>
  );
}

function ExportRow({ exported }: { exported: DataExport }) {
  const t = useSettingsMessages();
  const format = useFormat();
  const { status, createdAt, expiresAt, downloadUrl, sizeBytes } = exported;
  return (
    <Item
      icon={
        <IconTile tone={status === 'ready' ? 'good' : undefined}>
          <StatusIcon status={status} />
        </IconTile>
      }
      name={
        <>
          <time dateTime={createdAt}>{format.dateTime(createdAt)}</time>
          <Pill tone={TONES[status]}>{t.data.status[status]}</Pill>
        </>
      }
      details={
        <>
          {status === 'queued' && <span role="status">{t.data.preparing}</span>}
          {status === 'failed' && <span>{t.data.failedText}</span>}
          {status === 'ready' && sizeBytes !== null && <span>{format.bytes(sizeBytes)}</span>}
          {status === 'ready' && <span>{t.data.until(format.date(expiresAt))}</span>}
        </>
      }
      actions={
        downloadUrl && (
          <Button
            component="a"
            href={downloadUrl}
            size="xs"
            download
            aria-label={t.data.downloadFor(format.dateTime(createdAt))}
          >
            {t.data.download}
          </Button>
        )
      }
    />
  );
}

function StatusIcon({ status }: Pick<DataExport, 'status'>) {
  if (status === 'queued') return <Loader size={18} color="var(--primary)" />;
  const Icon = status === 'ready' ? IconFileZip : IconAlertTriangle;
  return <Icon size={20} stroke={1.6} aria-hidden="true" />;
}
