import { VisuallyHidden } from '@mantine/core';
import { useWritingMessages } from '@/lib/messages/writing';
import { nearChanges, type Change } from '@/lib/diff';
import classes from './Differences.module.css';

/**
 * A text with what was added to it and taken from it, told apart by a line as well as by color, and spoken. Of what is
 * far from every change, only the length is told.
 */
export function Differences({ changes }: { changes: Change[] }) {
  const t = useWritingMessages().changes;
  return (
    <div className={classes.text}>
      {nearChanges(changes).map(({ change, left }, index) => {
        if (!change) {
          return (
            // oxlint-disable-next-line react/no-array-index-key -- the place is all that tells one piece from another
            <span key={index} className={classes.left}>
              {t.alike(left)}
            </span>
          );
        }
        const { op, text } = change;
        if (op === 'equal') return text;
        const Mark = op === 'insert' ? 'ins' : 'del';
        return (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <Mark key={index} className={op === 'insert' ? classes.added : classes.removed}>
            <Spoken text={op === 'insert' ? t.added : t.removed}>{text}</Spoken>
          </Mark>
        );
      })}
    </div>
  );
}

interface OneSideProps {
  changes: Change[];
  /** Which of the two texts. */
  side: 'before' | 'after';
}

/** One of two texts that stand beside each other, with what only this one has. */
export function OneSide({ changes, side }: OneSideProps) {
  const t = useWritingMessages().changes;
  const own = side === 'before' ? 'delete' : 'insert';
  return (
    <div className={classes.text}>
      {changes.map(({ op, text }, index) => {
        if (op === 'equal') return text;
        if (op !== own) return null;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <mark key={index} className={side === 'before' ? classes.theirs : classes.added}>
            <Spoken text={t.onlyHere}>{text}</Spoken>
          </mark>
        );
      })}
    </div>
  );
}

/** Says before a piece what is the matter with it, and where it ends. */
function Spoken({ text, children }: { text: string; children: string }) {
  const t = useWritingMessages().changes;
  return (
    <>
      <VisuallyHidden>{text} </VisuallyHidden>
      {children}
      <VisuallyHidden> {t.end} </VisuallyHidden>
    </>
  );
}
