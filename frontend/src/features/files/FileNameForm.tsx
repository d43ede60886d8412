import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ApiError } from '@/api/errors';
import type { FileOut } from '@/api/types';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useFilesMessages } from '@/lib/messages/files';
import { useChangeFile } from './mutations';
import classes from './FileDetails.module.css';

/** Gives a file another name. */
export function FileNameForm({ file }: { file: FileOut }) {
  const messages = useMessages();
  const t = useFilesMessages().details;
  const change = useChangeFile(file.id);
  const [name, setName] = useState(file.name);
  const changed = name.trim() !== file.name;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!changed || change.isPending) return;
    try {
      await change.mutateAsync({ name: name.trim() });
      showDone(t.renamed);
    } catch {
      // It stands at the field.
    }
  }

  return (
    <form className={classes.nameRow} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.name}
        value={name}
        maxLength={255}
        error={problemOf(change.error, messages, name)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!changed} loading={change.isPending} h={40}>
        {t.rename}
      </Button>
    </form>
  );
}

function problemOf(error: unknown, messages: ReturnType<typeof useMessages>, name: string): string | null {
  if (name.trim() === '') return messages.validation.required;
  if (!error) return null;
  const details = error instanceof ApiError ? error.details : [];
  return details[0]?.message ?? errorText(error, messages);
}
