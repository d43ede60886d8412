import { StudioPage } from '@/features/navigation/StudioPage';
import { TeamTable } from '@/features/teams/TeamTable';
import { useTeamsMessages } from '@/lib/messages/teams';

export default function AllTeamsPage() {
  const t = useTeamsMessages();
  return (
    <StudioPage permission="teams:read" title={t.studio.title} sub={t.studio.sub}>
      <TeamTable />
    </StudioPage>
  );
}
