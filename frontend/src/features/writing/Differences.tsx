import { VisuallyHidden } from '@mantine/core';
import { useWritingMessages } from '@/lib/messages/writing';
import type { Change } from '@/lib/diff';
import classes from './Differences.module.css';

interface DifferencesProps {
  changes: Change[];
  /** Which of the two texts to show; without it both, one in the other. */
  side?: 'before' | 'after';
}

/** A text with what was added to it and taken from it, told apart by a line as well as by color, and spoken. */
export function Differences({ changes, side }: DifferencesProps) {
  const hidden = side && { before: 'insert', after: 'delete' }[side];
  return (
    <div className={classes.text}>
      {changes.map((change, index) =>
        // The order is all that tells one piece from another.
        // oxlint-disable-next-line react/no-array-index-key
        change.op === hidden ? null : <Piece key={index} change={change} />,
      )}
    </div>
  );
}

function Piece({ change: { op, text } }: { change: Change }) {
  const t = useWritingMessages().changes;
  if (op === 'equal') return text;
  const Mark = op === 'insert' ? 'ins' : 'del';
  return (
    <Mark className={op === 'insert' ? classes.added : classes.removed}>
      <VisuallyHidden>{op === 'insert' ? t.added : t.removed} </VisuallyHidden>
      {text}
      <VisuallyHidden> {t.end} </VisuallyHidden>
    </Mark>
  );
}
