import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/api/client';
import { showDone } from '@/features/errors/toasts';
import { useTeamsMessages } from '@/lib/messages/teams';
import { Dialog } from '@/ui/Dialog';
import { TEAMS_KEY } from './queries';
import { TeamForm, type TeamValues } from './TeamForm';

/** Starts a team, and goes there. */
export default function CreateTeamDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTeamsMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();

  async function create({ name, description }: TeamValues) {
    const team = await api.post('/teams', { body: { name, description: description || null } });
    await queries.invalidateQueries({ queryKey: [...TEAMS_KEY, 'list'] });
    showDone(t.create.created(team.name));
    void navigate(`/teams/${team.id}`);
  }

  return (
    <Dialog opened={opened} title={t.create.title} sub={t.create.sub} onClose={onClose}>
      <TeamForm values={{ name: '', description: '' }} action={t.create.submit} onSubmit={create} />
    </Dialog>
  );
}
