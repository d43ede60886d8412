import { ActionIcon, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Report } from '@/api/types';
import { announce, showError } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useReportsMessages } from '@/lib/messages/books';
import { useMessages } from '@/lib/messages/context';
import { useMakeReport, useSaveReport } from './queries';
import classes from './Reports.module.css';

const FORMATS = ['csv', 'pdf'] as const;

/** The files of a report, and the way to have it made anew. */
export function ReportFiles({ report, name }: { report: Report; name: string }) {
  const t = useReportsMessages();
  const messages = useMessages();
  const may = useMay();
  const save = useSaveReport();
  const make = useMakeReport();
  const { kind, month, status } = report;
  return (
    <span className={classes.files}>
      {status === 'completed' &&
        FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            size="xs"
            aria-label={t[format](name)}
            loading={save.isPending && save.variables.format === format}
            onClick={() => save.mutate({ report, format }, { onError: (error) => showError(error, messages) })}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      {may('reports:create') && (
        <ActionIcon
          size={30}
          aria-label={t.again(name)}
          title={t.again(name)}
          disabled={status === 'queued'}
          loading={make.isPending}
          onClick={() => void announce(make.mutateAsync({ kind, month }), t.asked(name), messages)}
        >
          <IconRefresh size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
    </span>
  );
}
