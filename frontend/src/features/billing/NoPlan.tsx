import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Subscription } from '@/api/types';
import { PlanMark } from '@/features/plans/PlanMark';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';

/** What stands in the place of the plan for those without one. */
export function NoPlan({ ended }: { ended: Subscription | null }) {
  const t = useBillingMessages().plan;
  const format = useFormat();
  const day = ended && (ended.endedAt ?? ended.canceledAt);
  return (
    <Card title={t.title}>
      <EmptyState
        icon={<PlanMark layers={1} size={44} />}
        title={ended && day ? t.endedTitle(ended.plan.name) : t.noneTitle}
        text={day ? t.endedText(format.date(day)) : t.noneText}
        action={
          <Button component={Link} to="/pricing">
            {t.choose}
          </Button>
        }
      />
    </Card>
  );
}
