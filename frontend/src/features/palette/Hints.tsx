import { usePaletteMessages } from '@/lib/messages/palette';
import classes from './Hints.module.css';

/** The keys that work in the palette. */
export function Hints() {
  const t = usePaletteMessages();
  const hints = [
    ['↑ ↓', t.hintMove],
    ['↵', t.hintChoose],
    ['Esc', t.hintClose],
  ];
  return (
    <div className={classes.hints} aria-hidden="true">
      {hints.map(([key, meaning]) => (
        <span key={key}>
          <kbd className="kbd">{key}</kbd> {meaning}
        </span>
      ))}
    </div>
  );
}
