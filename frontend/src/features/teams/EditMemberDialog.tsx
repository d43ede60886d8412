import { useQueryClient } from '@tanstack/react-query';
import type { Member, Team } from '@/api/types';

import { useTeamsMessages } from '@/lib/messages/teams';
import { Dialog } from '@/ui/Dialog';
import { MemberNameForm } from './MemberNameForm';
import { TEAMS_KEY } from './queries';

interface EditMemberDialogProps {
  team: Team;
  member: Member;
  opened: boolean;
  onClose: () => void;
}

/** Corrects the name of a member. */
export default function EditMemberDialog({ team, member, opened, onClose }: EditMemberDialogProps) {
  const t = useTeamsMessages();
  const queries = useQueryClient();

  async function saved() {
    await queries.invalidateQueries({ queryKey: [...TEAMS_KEY, team.id, 'members'] });
    onClose();
  }

  return (
    <Dialog opened={opened} title={t.people.nameTitle} sub={t.people.nameSub(member.email)} onClose={onClose}>
      <MemberNameForm userId={member.userId} person={member} onSaved={() => void saved()} />
    </Dialog>
  );
}
