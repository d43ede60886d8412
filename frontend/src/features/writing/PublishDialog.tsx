import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { OptionList } from '@/ui/OptionList';
import { Stack } from '@/ui/Stack';
import type { Draft, DraftKeeper } from './draftKeeper';
import { fromLocal, toLocal } from './localTime';
import { usePublish } from './mutations';
import { useTeamChoices } from './useTeamChoices';

interface PublishDialogProps {
  opened: boolean;
  draft: Draft;
  keeper: DraftKeeper;
  onClose: () => void;
}

/** Asks when an article is to be published, and has it done. */
export default function PublishDialog({ opened, draft, keeper, onClose }: PublishDialogProps) {
  const t = useWritingMessages().publish;
  const choices = useTeamChoices();
  const place = choices.find(({ value }) => value === (draft.fields.teamId ?? ''))?.label ?? choices[0]!.label;
  return (
    <Dialog opened={opened} title={t.title} sub={t.sub(place)} onClose={onClose}>
      <PublishForm draft={draft} keeper={keeper} onClose={onClose} />
    </Dialog>
  );
}

function PublishForm({ draft, keeper, onClose }: Omit<PublishDialogProps, 'opened'>) {
  const messages = useMessages();
  const t = useWritingMessages().publish;
  const format = useFormat();
  const { article } = draft;
  const publish = usePublish(article.id);
  const [when, setWhen] = useState<'now' | 'later'>(article.publishAt ? 'later' : 'now');
  const [time, setTime] = useState(() => toLocal(article.publishAt ? new Date(article.publishAt) : tomorrow()));
  const [problem, setProblem] = useState<string | null>(null);
  const [earliest] = useState(() => toLocal(new Date()));
  const [busy, setBusy] = useState(false);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = when === 'later' ? fromLocal(time) : null;
  const wrongTime = when === 'later' ? timeProblem() : null;
  const [tried, setTried] = useState(false);

  function timeProblem(): string | null {
    if (!at) return t.missing;
    return at.getTime() <= Date.now() ? t.past : null;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (wrongTime || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      if (!(await keeper.flush())) {
        setProblem(t.unsaved);
        return;
      }
      keeper.adopt(await publish.mutateAsync(at?.toISOString() ?? null));
      showDone(at ? t.scheduledDone(format.dateTime(at.toISOString())) : t.done);
      onClose();
    } catch (error) {
      const detail = error instanceof ApiError ? error.details[0]?.message : undefined;
      setProblem(detail ?? errorText(error, messages));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form noValidate aria-label={t.title} onSubmit={(event) => void submit(event)}>
      <Stack>
        {problem && <Notice tone="bad">{problem}</Notice>}
        <OptionList
          label={t.when}
          value={when}
          options={[
            { value: 'now', label: t.now, text: t.nowText },
            { value: 'later', label: t.later, text: t.laterText },
          ]}
          onChange={setWhen}
        />
        {when === 'later' && (
          <TextInput
            type="datetime-local"
            label={t.time}
            description={t.zone(zone)}
            min={earliest}
            value={time}
            error={tried ? wrongTime : null}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        )}
        <DialogActions>
          <Button variant="default" onClick={onClose}>
            {messages.common.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {when === 'now' ? t.submitNow : t.submitLater}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

/** Nine in the morning of the next day: when most want it. */
function tomorrow(): Date {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return day;
}
