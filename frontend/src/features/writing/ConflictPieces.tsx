import { useId } from 'react';
import { wordChanges, type Fork, type Piece } from '@/lib/diff';
import { useWritingMessages } from '@/lib/messages/writing';
import { isOneSided, type Choice } from './conflict';
import { OneSide } from './Differences';
import classes from './ConflictScreen.module.css';

interface ConflictPiecesProps {
  pieces: Piece[];
  choices: Record<number, Choice>;
  onChoose: (index: number, choice: Choice) => void;
}

/** Both texts beside each other, where they differ; what is alike is only hinted at. */
export function ConflictPieces({ pieces, choices, onChoose }: ConflictPiecesProps) {
  const numbers = new Map<number, number>();
  for (const [index, { fork }] of pieces.entries()) if (fork) numbers.set(index, numbers.size + 1);
  return (
    <div className={classes.pieces}>
      {pieces.map((piece, index) =>
        piece.fork ? (
          <ForkRow
            // oxlint-disable-next-line react/no-array-index-key -- the place is what tells one piece from another
            key={index}
            fork={piece.fork}
            oneSided={isOneSided(piece)}
            number={numbers.get(index)!}
            choice={choices[index] ?? 'mine'}
            onChoose={(choice) => onChoose(index, choice)}
          />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <Alike key={index} text={piece.text} />
        ),
      )}
    </div>
  );
}

interface ForkRowProps {
  fork: Fork;
  number: number;
  /** Only one of the two has changed this place. */
  oneSided: boolean;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

function ForkRow({ fork, number, oneSided, choice, onChoose }: ForkRowProps) {
  const t = useWritingMessages().conflict;
  const name = useId();
  const changes = wordChanges(withoutEmptyLines(fork.theirs), withoutEmptyLines(fork.mine));
  const options: [Choice, string][] = [
    ['mine', t.useMine],
    ['theirs', t.useTheirs],
    ['both', t.useBoth],
  ];
  return (
    <section className={classes.fork} aria-label={t.piece(number)}>
      <div className={classes.versions}>
        <div className={classes.version} data-chosen={choice !== 'theirs'}>
          <p className={classes.whose}>{t.mine}</p>
          {fork.mine ? <OneSide changes={changes} side="after" /> : <p className={classes.hint}>{t.nothing}</p>}
        </div>
        <div className={classes.version} data-chosen={choice !== 'mine'}>
          <p className={classes.whose}>{t.theirs}</p>
          {fork.theirs ? <OneSide changes={changes} side="before" /> : <p className={classes.hint}>{t.nothing}</p>}
        </div>
      </div>
      <fieldset className={classes.choice}>
        <legend className={classes.legend}>{t.choice}</legend>
        {options.map(([value, label]) => (
          <label key={value} className={classes.option}>
            <input type="radio" name={name} checked={choice === value} onChange={() => onChoose(value)} />
            {label}
          </label>
        ))}
        {oneSided && <p className={classes.hint}>{t.onlyOne}</p>}
      </fieldset>
    </section>
  );
}

/** Lines without anything before and after a piece belong to it, but tell the reader nothing. */
const withoutEmptyLines = (text: string) => text.replace(/^\n+|\n+$/g, '');

function Alike({ text }: { text: string }) {
  const t = useWritingMessages().conflict;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  return (
    <p className={classes.alike}>
      <span className={classes.alikeText}>{lines.at(-1)}</span>
      <span>{t.hidden(lines.length)}</span>
    </p>
  );
}
