import { useDeferredValue } from 'react';
import { useFormat } from '@/lib/format';
import { useWritingMessages } from '@/lib/messages/writing';
import type { Fields } from './fields';
import classes from './EditorFoot.module.css';

const WORDS_A_MINUTE = 200;

/** How long the text is. */
export function EditorFoot({ fields }: { fields: Fields }) {
  const t = useWritingMessages().editor;
  const format = useFormat();
  const body = useDeferredValue(fields.body);
  const words = body.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  return (
    <p className={classes.foot}>
      <span>{t.words(words, format.number(words))}</span>
      {words > 0 && <span>{t.minutes(Math.max(1, Math.round(words / WORDS_A_MINUTE)))}</span>}
    </p>
  );
}
