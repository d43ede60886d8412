import { Picture } from '@/features/pictures/Picture';
import { Highlight } from '@/features/search/Highlight';
import type { Command } from './commands';
import classes from './Option.module.css';

interface OptionProps {
  id: string;
  command: Command;
  selected: boolean;
  onHover: () => void;
  onChoose: () => void;
}

/** One thing to choose: a command by its name, a record with its picture and with what was looked for marked. */
export function Option({ id, command, selected, onHover, onChoose }: OptionProps) {
  const { hit, icon: Icon, label } = command;
  return (
    // The keyboard reaches options through the field above, which names the active one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={classes.option}
      onPointerMove={onHover}
      onClick={onChoose}
    >
      {hit?.picture ? (
        <Picture className={classes.picture} picture={{ ...hit.picture, alt: null }} sizes="40px" ratio="1" eager />
      ) : (
        <span className={classes.icon} data-tile={hit !== undefined}>
          <Icon size={18} stroke={1.75} aria-hidden="true" />
        </span>
      )}
      <span className={classes.texts}>
        <span className={classes.label}>{hit ? <Highlight pieces={hit.title} /> : label}</span>
        {hit && hit.excerpt.length > 0 && (
          <span className={classes.excerpt}>
            <Highlight pieces={hit.excerpt} />
          </span>
        )}
      </span>
    </div>
  );
}
