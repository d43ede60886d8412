import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Article } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useCurrentUser } from '@/features/session/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Notice } from '@/ui/Notice';
import { ConflictFields } from './ConflictFields';
import { ConflictPieces } from './ConflictPieces';
import { beginning, bodyOf, fieldsWith, piecesOf, type Choice, type Choices } from './conflict';
import { differing, fieldsOf, type FieldName, type Fields } from './fields';
import { revisionQuery } from './queries';
import classes from './ConflictScreen.module.css';

interface ConflictScreenProps {
  /** What both began with. */
  base: Fields;
  mine: Fields;
  theirs: Article;
  /** Called with what is to stand, and with what of one's own would be lost by it. */
  onResolve: (chosen: Fields, left: Fields | null) => void;
}

/** Two people have changed one article: shows both versions, and lets one make one of them. */
export default function ConflictScreen({ base, mine, theirs, onResolve }: ConflictScreenProps) {
  const t = useWritingMessages().conflict;
  const format = useFormat();
  const user = useCurrentUser();
  const saved = useMemo(() => fieldsOf(theirs), [theirs]);
  const pieces = useMemo(() => piecesOf(base, mine, saved), [base, mine, saved]);
  const names = differing(mine, saved).filter((name) => name !== 'body');
  const [choices, setChoices] = useState<Choices>(() => beginning(pieces, base, mine, names));
  const [typed, setTyped] = useState<string | null>(null);
  const merged = typed ?? bodyOf(pieces, choices.pieces);
  const forks = pieces.filter(({ fork }) => fork !== null).length;
  // Who changed an article last is who wrote its newest version.
  const newest = useQuery(revisionQuery(theirs.id, theirs.revision)).data?.author;
  const about = newest?.id === user.id ? t.textOwn : t.text((newest && nameOf(newest)) || t.someone);

  function choosePiece(index: number, choice: Choice) {
    setTyped(null);
    setChoices({ ...choices, pieces: { ...choices.pieces, [index]: choice } });
  }

  function chooseField(name: FieldName, choice: 'mine' | 'theirs') {
    setChoices({ ...choices, fields: { ...choices.fields, [name]: choice } });
  }

  return (
    <div className={classes.screen}>
      <Notice tone="bad">
        <h2 className={classes.title}>{t.title}</h2>
        <p>
          {about} {t.summary(forks + names.length)}
        </p>
      </Notice>
      <div className={classes.sides}>
        <div className={classes.side}>
          <h3 className={classes.sideTitle}>{t.mine}</h3>
          <p className={classes.sideText}>{t.mineText}</p>
          <Button variant="default" onClick={() => onResolve(mine, null)}>
            {t.keepMine}
          </Button>
        </div>
        <div className={classes.side}>
          <h3 className={classes.sideTitle}>{t.theirs}</h3>
          <p className={classes.sideText}>{t.theirsText(format.relative(theirs.updatedAt))}</p>
          <Button variant="default" onClick={() => onResolve(saved, mine)}>
            {t.takeTheirs}
          </Button>
        </div>
      </div>
      {names.length > 0 && (
        <ConflictFields names={names} mine={mine} theirs={saved} choices={choices.fields} onChoose={chooseField} />
      )}
      {forks === 0 ? (
        <p className={classes.hint}>{t.bodySame}</p>
      ) : (
        <>
          <ConflictPieces pieces={pieces} choices={choices.pieces} onChoose={choosePiece} />
          <label className={classes.label}>
            {t.result}
            <textarea
              className={classes.result}
              lang={mine.language}
              value={merged}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <p className={classes.hint}>{t.resultHint}</p>
        </>
      )}
      <div className={classes.actions}>
        <Button onClick={() => onResolve({ ...fieldsWith(mine, saved, choices.fields), body: merged }, null)}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}

function nameOf({ firstName, lastName }: NonNullable<Article['author']>): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
