import { useId } from 'react';
import { LANGUAGES } from '@/lib/messages/languages';
import { useWritingMessages } from '@/lib/messages/writing';
import type { Choices } from './conflict';
import type { FieldName, Fields } from './fields';
import { useTeamChoices } from './useTeamChoices';
import classes from './ConflictScreen.module.css';

interface ConflictFieldsProps {
  /** The fields that differ. */
  names: FieldName[];
  mine: Fields;
  theirs: Fields;
  choices: Choices['fields'];
  onChoose: (name: FieldName, choice: 'mine' | 'theirs') => void;
}

/** What differs beside the text. */
export function ConflictFields({ names, mine, theirs, choices, onChoose }: ConflictFieldsProps) {
  const t = useWritingMessages();
  const id = useId();
  const show = useFieldText();
  const labels: Record<FieldName, string> = { ...t.field, coverId: t.field.cover, teamId: t.field.team };
  return (
    <section className={classes.fields} aria-label={t.conflict.fieldsTitle}>
      <h3 className={classes.sideTitle}>{t.conflict.fieldsTitle}</h3>
      {names.map((name) => (
        <fieldset key={name} className={classes.field}>
          <legend className={classes.legend}>{labels[name]}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text is one level deeper
            <label key={side} className={classes.fieldOption}>
              <input
                type="radio"
                name={`${id}-${name}`}
                checked={choices[name] === side}
                onChange={() => onChoose(name, side)}
              />
              <span>
                <span className={classes.whose}>{side === 'mine' ? t.conflict.mine : t.conflict.theirs}</span>
                <span className={classes.value}>{show(name, side === 'mine' ? mine : theirs)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  );
}

/** Says what stands in a field. */
function useFieldText(): (name: FieldName, fields: Fields) => string {
  const t = useWritingMessages();
  const teams = useTeamChoices();
  return (name, fields) => {
    switch (name) {
      case 'tags':
        return fields.tags.join(', ') || t.conflict.none;
      case 'language':
        return LANGUAGES[fields.language];
      case 'coverId':
        return fields.coverId ? fields.coverId.slice(-8) : t.conflict.none;
      case 'teamId':
        return teams.find(({ value }) => value === (fields.teamId ?? ''))?.label ?? t.field.team;
      default:
        return fields[name] || t.conflict.empty;
    }
  };
}
