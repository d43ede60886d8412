import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { MemberPage } from '@/features/navigation/MemberPage';
import { useMay } from '@/features/roles/useMay';
import { TeamCards } from '@/features/teams/TeamCards';
import { useTeamsMessages } from '@/lib/messages/teams';

const CreateTeamDialog = lazy(() => import('@/features/teams/CreateTeamDialog'));

export default function TeamsPage() {
  const t = useTeamsMessages();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <MemberPage
      title={t.title}
      sub={t.sub}
      actions={
        may('teams:create') && (
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t.newTeam}
          </Button>
        )
      }
    >
      <TeamCards onCreate={() => setCreating(true)} />
      {creating && (
        <Suspense>
          <CreateTeamDialog opened onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </MemberPage>
  );
}
