import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconCloudUp,
  IconPencil,
  type TablerIcon,
} from '@tabler/icons-react';
import { useFormat } from '@/lib/format';
import { useWritingMessages } from '@/lib/messages/writing';
import type { Draft, SaveState } from './draftKeeper';
import classes from './SaveStatus.module.css';

const ICONS: Record<SaveState, TablerIcon> = {
  saved: IconCheck,
  changed: IconPencil,
  saving: IconCloudUp,
  offline: IconCloudOff,
  refused: IconAlertTriangle,
  untitled: IconAlertTriangle,
  conflict: IconAlertTriangle,
};

/** Whether what is written has reached the server. A screen reader hears of it only when something is wrong. */
export function SaveStatus({ draft }: { draft: Draft }) {
  const text = useStatusText(draft);
  const Icon = ICONS[draft.state];
  const troubled = !['saved', 'changed', 'saving'].includes(draft.state);
  return (
    <p className={classes.status} data-state={draft.state} role={troubled ? 'status' : undefined}>
      <Icon size={15} stroke={1.9} aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}

function useStatusText({ state, savedAt, kept, article }: Draft): string {
  const t = useWritingMessages().save;
  const format = useFormat();
  if (state === 'saved') return savedAt ? t.savedAt(format.clock(savedAt.toISOString())) : t.saved;
  if (state === 'offline') return kept ? t.offline : t.offlineLost;
  if (state === 'changed' && article.status === 'published') return t.changedLive;
  return t[state];
}
