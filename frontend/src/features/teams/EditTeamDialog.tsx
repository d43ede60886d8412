import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Team } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Dialog } from '@/ui/Dialog';
import { TEAMS_KEY } from './queries';
import { TeamForm, type TeamValues } from './TeamForm';

interface EditTeamDialogProps {
  team: Team;
  opened: boolean;
  onClose: () => void;
}

/** Changes name and purpose of a team. */
export function EditTeamDialog({ team, opened, onClose }: EditTeamDialogProps) {
  const t = useTeamsMessages();
  const queries = useQueryClient();

  async function save({ name, description }: TeamValues) {
    await api.patch('/teams/{id}', { path: { id: team.id }, body: { name, description: description || null } });
    await queries.invalidateQueries({ queryKey: TEAMS_KEY });
    showDone(t.edit.saved);
    onClose();
  }

  return (
    <Dialog opened={opened} title={t.edit.title} onClose={onClose}>
      <TeamForm
        values={{ name: team.name, description: team.description ?? '' }}
        action={t.edit.submit}
        onSubmit={save}
      />
    </Dialog>
  );
}
