import { Button } from '@mantine/core';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Notice } from '@/ui/Notice';
import type { Draft } from './draftKeeper';
import classes from './Notices.module.css';

interface RefusedNoticeProps {
  draft: Draft;
  onAgain: () => void;
  /** Leads to the fields that stand beside the text. */
  onDetails: () => void;
}

/** Says why the server does not take what was written. */
export function RefusedNotice({ draft, onAgain, onDetails }: RefusedNoticeProps) {
  const messages = useMessages();
  const t = useWritingMessages();
  if (draft.state !== 'refused') return null;
  const details = draft.problem instanceof ApiError ? draft.problem.details : [];
  const names: Record<string, string> = { ...t.field, coverId: t.field.cover, teamId: t.field.team };
  return (
    <div className={classes.notice}>
      <Notice tone="bad">
        <p>{t.save.refusedText}</p>
        {details.length === 0 && <p>{errorText(draft.problem, messages)}</p>}
        {details.map(({ field, message }) => (
          <p key={field}>
            <strong>{names[field.split('.', 1)[0]!] ?? field}</strong>: {message}
          </p>
        ))}
        <div className={classes.actions}>
          <Button variant="default" size="xs" onClick={onAgain}>
            {t.save.again}
          </Button>
          <Button variant="default" size="xs" onClick={onDetails}>
            {t.editor.details}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
