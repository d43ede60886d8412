import { Button, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { api } from '@/api/client';
import type { Team } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { emailField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { useTeamsMessages } from '@/lib/messages/teams';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { OptionList } from '@/ui/OptionList';
import { invitationsQuery } from './queries';
import { TEAM_ROLES, type TeamRights, type TeamRole } from './useTeamRights';

interface InviteDialogProps {
  team: Team;
  rights: TeamRights;
  opened: boolean;
  onClose: () => void;
}

/** Asks somebody into a team by a mail. */
export function InviteDialog({ opened, onClose, ...about }: InviteDialogProps) {
  const t = useTeamsMessages();
  return (
    <Dialog opened={opened} title={t.invite.title} sub={t.invite.sub} onClose={onClose}>
      <InviteForm {...about} onDone={onClose} />
    </Dialog>
  );
}

interface InviteValues {
  email: string;
  role: TeamRole;
}

function InviteForm({ team, rights, onDone }: Pick<InviteDialogProps, 'team' | 'rights'> & { onDone: () => void }) {
  const t = useMessages();
  const teams = useTeamsMessages();
  const queries = useQueryClient();
  const form = useForm<InviteValues>({
    resolver: zodResolver(z.object({ email: emailField(t), role: z.enum(TEAM_ROLES) })),
    defaultValues: { email: '', role: 'member' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(body: InviteValues) {
    try {
      await api.post('/teams/{id}/invitations', { path: { id: team.id }, body });
      await queries.invalidateQueries(invitationsQuery(team.id));
      showDone(teams.invite.sent(body.email));
      onDone();
    } catch (error) {
      applyError(error, form, ['email', 'role'], t, teams.invite.taken);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={teams.invite.title}>
      <TextInput
        label={teams.invite.email}
        type="email"
        inputMode="email"
        autoComplete="off"
        data-autofocus
        error={errors.email?.message}
        {...form.register('email')}
      />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <OptionList
            label={teams.invite.role}
            value={field.value}
            options={TEAM_ROLES.filter(rights.covers)
              .toReversed()
              .map((role) => ({ value: role, label: teams.role[role], text: teams.roleText[role] }))}
            onChange={field.onChange}
          />
        )}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {teams.invite.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
