import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { ArticleSummary } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { usePublishArticle } from './queries';

interface ScheduleDialogProps {
  opened: boolean;
  article: ArticleSummary;
  onClose: () => void;
}

/** Has an article publish itself at a time to come. */
export default function ScheduleDialog({ opened, article, onClose }: ScheduleDialogProps) {
  const t = useAllArticlesMessages().dialog;
  return (
    <Dialog opened={opened} title={t.title} sub={t.sub(article.title)} onClose={onClose}>
      <ScheduleForm article={article} onDone={onClose} />
    </Dialog>
  );
}

function ScheduleForm({ article, onDone }: { article: ArticleSummary; onDone: () => void }) {
  const t = useAllArticlesMessages();
  const messages = useMessages();
  const format = useFormat();
  const publish = usePublishArticle(article.id);
  const form = useForm({
    resolver: zodResolver(
      z.object({
        publishAt: z.string().check(z.minLength(1, messages.validation.required), z.refine(isToCome, t.dialog.past)),
      }),
    ),
    defaultValues: { publishAt: localText(article.publishAt ? new Date(article.publishAt) : tomorrow()) },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ publishAt }: { publishAt: string }) {
    const moment = new Date(publishAt).toISOString();
    try {
      await publish.mutateAsync(moment);
      showDone(t.scheduled(article.title, format.dateTime(moment)));
      onDone();
    } catch (error) {
      applyError(error, form, ['publishAt'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.dialog.title}>
      <TextInput
        type="datetime-local"
        label={t.dialog.when}
        description={t.dialog.zone(new Intl.DateTimeFormat().resolvedOptions().timeZone)}
        data-autofocus
        error={errors.publishAt?.message}
        {...form.register('publishAt')}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.dialog.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** Whether a moment has not been yet. */
function isToCome(text: string): boolean {
  return new Date(text).getTime() > Date.now();
}

/** Nine in the morning of the next day, in the reader's time. */
function tomorrow(): Date {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return day;
}

/** A moment as a field of that kind has it: in the reader's time, without a zone. */
function localText(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
