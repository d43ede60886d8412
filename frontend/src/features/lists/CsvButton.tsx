import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { showDone, showError } from '@/features/errors/toasts';
import { toCsv } from '@/lib/csv';
import { useMessages } from '@/lib/messages/context';
import { useMemberMessages } from '@/lib/messages/member';
import { saveText } from '@/lib/saveFile';

export interface CsvColumn<Row> {
  label: string;
  value: (row: Row) => string | null;
}

interface CsvButtonProps<Row> {
  /** What the file is called, without its ending. */
  name: string;
  columns: CsvColumn<Row>[];
  /** The rows after `cursor`; an empty one asks for the first. */
  fetchRows: (cursor: string) => Promise<{ items: unknown[]; pagination: { nextCursor?: string | null } }>;
}

/** Gives all rows that the filters let through as a file, however many pages they are. */
export function CsvButton<Row>({ name, columns, fetchRows }: CsvButtonProps<Row>) {
  const messages = useMessages();
  const t = useMemberMessages().lists;
  const save = useMutation({
    mutationFn: async () => {
      const rows = await allRows<Row>(fetchRows);
      const labels = columns.map(({ label }) => label);
      const cells = rows.map((row) => columns.map(({ value }) => value(row)));
      saveText(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, toCsv(labels, cells), 'text/csv');
      return rows.length;
    },
    onSuccess: (count) => showDone(t.exported(count)),
    onError: (error) => showError(error, messages),
  });
  return (
    <Button
      variant="default"
      title={t.exportHint}
      leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t.export}
    </Button>
  );
}

async function allRows<Row>(fetchRows: CsvButtonProps<Row>['fetchRows']): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null | undefined = '';
  while (cursor !== null && cursor !== undefined) {
    const { items, pagination }: Awaited<ReturnType<typeof fetchRows>> = await fetchRows(cursor);
    rows.push(...(items as Row[]));
    cursor = pagination.nextCursor;
  }
  return rows;
}
