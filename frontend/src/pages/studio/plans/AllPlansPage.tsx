import { Button } from '@mantine/core';
import { IconExternalLink, IconPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { Link } from 'react-router';
import { PlanTable } from '@/features/all-plans/PlanTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { Later } from '@/ui/Later';

const CreatePlanDialog = lazy(() => import('@/features/all-plans/CreatePlanDialog'));

export default function AllPlansPage() {
  const t = useAllPlansMessages();
  const [creating, setCreating] = useState(false);
  return (
    <StudioPage
      permission="plans:update"
      title={t.title}
      sub={t.sub}
      actions={
        <>
          <Button
            component={Link}
            to="/pricing"
            variant="default"
            leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
          >
            {t.pricing}
          </Button>
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t.create}
          </Button>
        </>
      }
    >
      <PlanTable />
      <Later when={creating}>
        <CreatePlanDialog opened={creating} onClose={() => setCreating(false)} />
      </Later>
    </StudioPage>
  );
}
