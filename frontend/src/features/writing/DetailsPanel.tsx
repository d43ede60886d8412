import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import { LANGUAGES } from '@/lib/messages/languages';
import { useWritingMessages } from '@/lib/messages/writing';
import { SidePanel } from '@/ui/SidePanel';
import { CoverField } from './CoverField';
import type { Draft } from './draftKeeper';
import type { FieldName, Fields } from './fields';
import { TagsField } from './TagsField';
import { useTeamChoices } from './useTeamChoices';
import classes from './DetailsPanel.module.css';

interface DetailsPanelProps {
  opened: boolean;
  draft: Draft;
  onChange: (part: Partial<Fields>) => void;
  onClose: () => void;
}

/** What belongs to an article beside its text. It is kept as the text is. */
export default function DetailsPanel({ opened, draft, onChange, onClose }: DetailsPanelProps) {
  const t = useWritingMessages();
  const teams = useTeamChoices();
  const { fields } = draft;
  const problem = (name: FieldName) => problemOf(draft, name);
  // A team that one does not belong to oneself stays what it is.
  const choices = teams.some(({ value }) => value === (fields.teamId ?? ''))
    ? teams
    : [...teams, { value: fields.teamId ?? '', label: t.field.team }];

  return (
    <SidePanel opened={opened} title={t.editor.details} onClose={onClose}>
      <div className={classes.fields}>
        <CoverField
          value={fields.coverId}
          shown={draft.article.cover}
          error={problem('coverId')}
          onChange={(coverId) => onChange({ coverId })}
        />
        <Textarea
          label={t.field.excerpt}
          description={t.field.excerptHint}
          rows={4}
          maxLength={500}
          lang={fields.language}
          value={fields.excerpt}
          error={problem('excerpt')}
          onChange={(event) => onChange({ excerpt: event.currentTarget.value })}
        />
        <TagsField value={fields.tags} error={problem('tags')} onChange={(tags) => onChange({ tags })} />
        <SlugField
          key={fields.slug}
          value={fields.slug}
          error={problem('slug')}
          onChange={(slug) => onChange({ slug })}
        />
        <NativeSelect
          label={t.field.team}
          data={choices}
          value={fields.teamId ?? ''}
          error={problem('teamId')}
          onChange={(event) => onChange({ teamId: event.currentTarget.value || null })}
        />
        <NativeSelect
          label={t.field.language}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={fields.language}
          error={problem('language')}
          onChange={(event) => onChange({ language: event.currentTarget.value as Fields['language'] })}
        />
      </div>
    </SidePanel>
  );
}

/** What stands before it in the address. */
const PREFIX = '/articles/';

interface SlugFieldProps {
  value: string;
  error?: string;
  onChange: (slug: string) => void;
}

/** The address is taken over as a whole, once one is done with it: half of it would be one too. */
function SlugField({ value, error, onChange }: SlugFieldProps) {
  const t = useWritingMessages().field;
  const [typed, setTyped] = useState(value);
  const slug = typed.trim().toLowerCase();
  return (
    <TextInput
      label={t.slug}
      description={t.slugHint}
      leftSection={<span className={classes.prefix}>{PREFIX}</span>}
      leftSectionWidth={82}
      maxLength={120}
      spellCheck={false}
      autoCapitalize="off"
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => (slug ? slug !== value && onChange(slug) : setTyped(value))}
    />
  );
}

/** What the server said about one field. */
function problemOf({ problem }: Draft, name: FieldName): string | undefined {
  if (!(problem instanceof ApiError)) return undefined;
  return problem.details.find(({ field }) => field.split('.', 1)[0] === name)?.message;
}
