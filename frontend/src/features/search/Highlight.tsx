import type { Hit } from '@/api/types';
import classes from './Highlight.module.css';

/** A text of which some parts are what was looked for. */
export function Highlight({ pieces }: { pieces: Hit['title'] }) {
  let at = 0;
  return pieces.map(({ text, match }) => {
    const place = at;
    at += text.length;
    return match ? (
      <mark key={place} className={classes.match}>
        {text}
      </mark>
    ) : (
      <span key={place}>{text}</span>
    );
  });
}
