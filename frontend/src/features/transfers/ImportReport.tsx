import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { Transfer } from '@/api/types';
import list from '@/features/lists/ListCard.module.css';
import { useFormat } from '@/lib/format';
import { useTransfersMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { Table, type Column } from '@/ui/Table';
import { Progress } from './Progress';
import { isUnderWay } from './queries';
import { TransferPill } from './TransferPill';
import classes from './Transfers.module.css';

/** What has become of an import, or is about to. */
export function ImportReport({ transfer }: { transfer: Transfer }) {
  const t = useTransfersMessages();
  const format = useFormat();
  const queries = useQueryClient();
  const { status, created, updated, total, errorCount, createdAt, finishedAt } = transfer;

  useEffect(() => {
    if (status !== 'completed') return;
    void queries.invalidateQueries({ queryKey: ['products'] });
    void queries.invalidateQueries({ queryKey: ['categories'] });
  }, [status, queries]);

  return (
    <Stack>
      {status === 'completed' && (
        <Notice tone="good">{t.result(format.number(created), format.number(updated))}</Notice>
      )}
      {status === 'failed' && <Notice tone="bad">{errorCount > 0 ? t.nothingChanged : t.failedText}</Notice>}
      <Card>
        <Stack>
          {isUnderWay(transfer) && <Progress transfer={transfer} />}
          <Facts
            facts={[
              { term: t.facts.status, value: <TransferPill status={status} /> },
              ...(total === null ? [] : [{ term: t.facts.rows, value: format.number(total) }]),
              ...(status === 'completed'
                ? [
                    { term: t.facts.added, value: format.number(created) },
                    { term: t.facts.changed, value: format.number(updated) },
                  ]
                : []),
              { term: t.facts.began, value: format.dateTime(createdAt) },
              ...(finishedAt ? [{ term: t.facts.ended, value: format.dateTime(finishedAt) }] : []),
            ]}
          />
        </Stack>
      </Card>
      {errorCount > 0 && <Errors transfer={transfer} />}
      {!isUnderWay(transfer) && (
        <div>
          <Button component={Link} to="/studio/products/transfers" variant="default">
            {t.another}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function Errors({ transfer: { errors, errorCount } }: { transfer: Transfer }) {
  const t = useTransfersMessages();
  const format = useFormat();
  const columns = useErrorColumns();
  return (
    <section className={list.card} aria-label={t.errors.title}>
      <h2 className={classes.title}>
        {t.errors.title}
        <span className={classes.quiet}>{format.number(errorCount)}</span>
      </h2>
      <Table
        label={t.errors.title}
        rows={errors.map((error, index) => ({ ...error, key: String(index) }))}
        keyOf={({ key }) => key}
        columns={columns}
      />
      {errorCount > errors.length && <p className={classes.more}>{t.errors.more(errors.length, errorCount)}</p>}
    </section>
  );
}

function useErrorColumns(): Column<Transfer['errors'][number]>[] {
  const t = useTransfersMessages().errors;
  const format = useFormat();
  return [
    { key: 'message', label: t.message, cell: ({ message }) => <span className={classes.line}>{message}</span> },
    {
      key: 'row',
      label: t.row,
      align: 'end',
      cell: ({ row }) => (row === null ? t.file : format.number(row)),
    },
    {
      key: 'field',
      label: t.field,
      cell: ({ field }) => (field === null ? t.whole : <span className="mono">{field}</span>),
    },
  ];
}
