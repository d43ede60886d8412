import { Button, NativeSelect, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useLanguage, useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { useCreateArticle } from './mutations';
import { useTeamChoices } from './useTeamChoices';

interface CreateArticleDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Begins an article, and goes to its editor. */
export default function CreateArticleDialog({ opened, onClose }: CreateArticleDialogProps) {
  const t = useWritingMessages().create;
  return (
    <Dialog opened={opened} title={t.title} sub={t.sub} onClose={onClose}>
      <CreateForm />
    </Dialog>
  );
}

function CreateForm() {
  const messages = useMessages();
  const t = useWritingMessages().create;
  const language = useLanguage();
  const navigate = useNavigate();
  const create = useCreateArticle();
  const teams = useTeamChoices();
  const form = useForm({
    resolver: zodResolver(
      z.object({
        title: z.string().check(z.trim(), z.minLength(1, messages.validation.required)),
        teamId: z.string(),
      }),
    ),
    defaultValues: { title: '', teamId: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ title, teamId }: { title: string; teamId: string }) {
    try {
      const { id } = await create.mutateAsync({ title, language, teamId: teamId || null });
      void navigate(`/content/${id}`);
    } catch (error) {
      applyError(error, form, ['title', 'teamId'], messages);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.title}>
      <TextInput
        label={t.name}
        maxLength={200}
        data-autofocus
        error={errors.title?.message}
        {...form.register('title')}
      />
      {teams.length > 1 && (
        <NativeSelect label={t.place} data={teams} error={errors.teamId?.message} {...form.register('teamId')} />
      )}
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
