import { Button, Skeleton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Plan } from '@/api/types';
import { usePlansMessages } from '@/lib/messages/plans';
import classes from './PlanAction.module.css';
import { useOwnPlan } from './useOwnPlan';

/** What whoever looks at the page can do about a plan: begin with it, change to it, or look after it. */
export function PlanAction({ plan }: { plan: Plan }) {
  const t = usePlansMessages().action;
  const { who, plan: own, tried } = useOwnPlan();
  if (who === 'unknown') return <Skeleton height={42} />;
  const start = `/billing/start/${plan.slug}`;
  const [to, label] = own
    ? own.id === plan.id
      ? ['/billing', t.manage]
      : [`/billing?change=${plan.slug}`, t.change(plan.name)]
    : [
        who === 'guest' ? `/register?returnTo=${encodeURIComponent(start)}` : start,
        plan.trialDays > 0 && !tried ? t.trial(plan.trialDays) : t.choose(plan.name),
      ];
  return (
    <Button component={Link} to={to} size="md" variant={own?.id === plan.id ? 'default' : undefined}>
      {label}
    </Button>
  );
}

/** An account is free: guests can make one, everyone else has it. */
export function FreeAction() {
  const t = usePlansMessages().action;
  const { who } = useOwnPlan();
  if (who === 'unknown') return <Skeleton height={42} />;
  if (who === 'guest') {
    return (
      <Button component={Link} to="/register" size="md" variant="default">
        {t.register}
      </Button>
    );
  }
  return (
    <p className={classes.included}>
      <IconCheck size={17} stroke={2.25} aria-hidden="true" />
      {t.included}
    </p>
  );
}
