import { Button } from '@mantine/core';
import { IconDownload, IconTableExport, IconTableImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Transfer } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Progress } from './Progress';
import { isUnderWay, transfersQuery, type TransferKind } from './queries';
import { TransferPill } from './TransferPill';
import classes from './Transfers.module.css';
import { useDownloadExport } from './useDownloadExport';

/** The latest imports or exports, each with how far it is. */
export function TransferList({ kind }: { kind: TransferKind }) {
  const t = useTransfersMessages();
  const found = useQuery(transfersQuery(kind));
  return (
    <Card title={t[kind]}>
      {found.isPending && <SkeletonRows count={2} picture />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes.quiet}>{kind === 'imports' ? t.noImports : t.noExports}</p>}
      {found.data && found.data.length > 0 && (
        <ItemList label={t[kind]}>
          {found.data.map((transfer) => (
            <Row key={transfer.id} kind={kind} transfer={transfer} />
          ))}
        </ItemList>
      )}
    </Card>
  );
}

function Row({ kind, transfer }: { kind: TransferKind; transfer: Transfer }) {
  const t = useTransfersMessages();
  const format = useFormat();
  const when = format.dateTime(transfer.createdAt);
  const Icon = kind === 'imports' ? IconTableImport : IconTableExport;
  return (
    <Item
      icon={
        <IconTile tone={transfer.status === 'completed' ? 'good' : undefined}>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
        </IconTile>
      }
      name={
        <>
          {kind === 'imports' ? (
            <Link className="link" to={`/studio/products/imports/${transfer.id}`} aria-label={t.openImport(when)}>
              <time dateTime={transfer.createdAt}>{when}</time>
            </Link>
          ) : (
            <time dateTime={transfer.createdAt}>{when}</time>
          )}
          <TransferPill status={transfer.status} />
        </>
      }
      details={<Details kind={kind} transfer={transfer} />}
      actions={
        isUnderWay(transfer) ? (
          <Progress transfer={transfer} />
        ) : (
          kind === 'exports' && transfer.status === 'completed' && <DownloadButton transfer={transfer} when={when} />
        )
      }
    />
  );
}

function Details({ kind, transfer }: { kind: TransferKind; transfer: Transfer }) {
  const t = useTransfersMessages();
  const format = useFormat();
  const { status, created, updated, done, errorCount } = transfer;
  if (status === 'completed') {
    const figures = [done, created, updated].map(format.number);
    return <span>{kind === 'exports' ? t.exported(figures[0]!) : t.result(figures[1]!, figures[2]!)}</span>;
  }
  if (status === 'failed') return <span>{errorCount > 0 ? t.errorsFound(errorCount) : t.failedText}</span>;
  return null;
}

function DownloadButton({ transfer, when }: { transfer: Transfer; when: string }) {
  const t = useTransfersMessages();
  const { save, busy } = useDownloadExport();
  if (transfer.url === null) return <span className={classes.quiet}>{t.expired}</span>;
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={15} stroke={1.75} aria-hidden="true" />}
      loading={busy}
      aria-label={t.downloadFor(when)}
      onClick={() => void save(transfer)}
    >
      {t.download}
    </Button>
  );
}
