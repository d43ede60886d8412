import { useQuery } from '@tanstack/react-query';
import { teamsOfUserQuery } from '@/features/teams/queries';
import { useCurrentUser } from '@/features/session/context';
import { useWritingMessages } from '@/lib/messages/writing';

/** Whom an article can be for: everyone, or one of the teams one belongs to. The value for everyone is empty. */
export function useTeamChoices(): { value: string; label: string }[] {
  const t = useWritingMessages().create;
  const user = useCurrentUser();
  const teams = useQuery(teamsOfUserQuery(user.id));
  return [{ value: '', label: t.everyone }, ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))];
}
