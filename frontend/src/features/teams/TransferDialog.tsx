import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { Team } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { fullName } from '@/lib/person';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { useTransferTeam } from './mutations';
import { successorsQuery } from './queries';

interface TransferDialogProps {
  team: Team;
  opened: boolean;
  onClose: () => void;
}

/** Hands a team to another of its members. */
export function TransferDialog({ team, opened, onClose }: TransferDialogProps) {
  const t = useTeamsMessages();
  return (
    <Dialog opened={opened} title={t.transfer.title} sub={t.transfer.sub} onClose={onClose}>
      <TransferForm team={team} onDone={onClose} />
    </Dialog>
  );
}

function TransferForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const transfer = useTransferTeam(team.id);
  const members = useQuery(successorsQuery(team.id));
  const form = useForm({ defaultValues: { userId: '' } });
  const { errors, isSubmitting } = form.formState;
  if (members.isPending) return <SkeletonRows count={1} />;
  if (!members.data) return <LoadError error={members.error} onRetry={() => void members.refetch()} />;
  if (members.data.length === 0) return <Notice tone="info">{teams.transfer.nobody}</Notice>;

  async function submit({ userId }: { userId: string }) {
    const chosen = members.data?.find((member) => member.userId === userId);
    try {
      await transfer.mutateAsync(userId);
      if (chosen) showDone(teams.transfer.done(fullName(chosen)));
      onDone();
    } catch (error) {
      applyError(error, form, ['userId'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={teams.transfer.title}>
      <NativeSelect
        label={teams.transfer.to}
        data-autofocus
        data={[
          { value: '', label: teams.transfer.choose, disabled: true },
          ...members.data.map((member) => ({ value: member.userId, label: fullName(member) })),
        ]}
        error={errors.userId?.message}
        {...form.register('userId', { required: t.validation.required })}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {teams.transfer.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
