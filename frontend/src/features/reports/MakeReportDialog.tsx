import { Button, NativeSelect, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { ReportKind } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useReportsMessages } from '@/lib/messages/books';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { useMakeReport } from './queries';
import { useReportName } from './useReportColumns';
import { KINDS } from './useReportsPage';

interface MakeReportDialogProps {
  opened: boolean;
  /** The present day, YYYY-MM-DD. */
  today: string;
  onClose: () => void;
}

/** Has a report of some month made. */
export default function MakeReportDialog({ opened, today, onClose }: MakeReportDialogProps) {
  const t = useReportsMessages().make;
  return (
    <Dialog opened={opened} title={t.title} sub={t.sub} onClose={onClose}>
      <MakeReportForm today={today} onDone={onClose} />
    </Dialog>
  );
}

function MakeReportForm({ today, onDone }: { today: string; onDone: () => void }) {
  const t = useReportsMessages();
  const messages = useMessages();
  const nameOf = useReportName();
  const make = useMakeReport();
  // A month is reported on once it is over.
  const latest = monthBefore(today.slice(0, 7));
  const form = useForm<{ kind: ReportKind; month: string }>({
    resolver: zodResolver(
      z.object({
        kind: z.enum(KINDS),
        month: z.string().check(
          z.regex(/^\d{4}-\d{2}$/, messages.validation.required),
          z.refine((month) => month <= latest, t.make.notOver),
        ),
      }),
    ),
    defaultValues: { kind: 'sales', month: latest },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(wanted: { kind: ReportKind; month: string }) {
    try {
      await make.mutateAsync(wanted);
      showDone(t.asked(nameOf(wanted)));
      onDone();
    } catch (error) {
      applyError(error, form, ['kind', 'month'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.make.title}>
      <NativeSelect
        label={t.make.kind}
        data={KINDS.map((kind) => ({ value: kind, label: t.kind[kind] }))}
        error={errors.kind?.message}
        {...form.register('kind')}
      />
      <TextInput
        type="month"
        label={t.make.month}
        max={latest}
        data-autofocus
        error={errors.month?.message}
        {...form.register('month')}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.make.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** The month before one, YYYY-MM. */
function monthBefore(month: string): string {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}
