import type { Plan } from '@/api/types';
import { PlanMark } from '@/features/plans/PlanMark';
import { useLayers } from '@/features/plans/useLayers';
import { useFormat } from '@/lib/format';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { Pill } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import { PlanMenu } from './PlanMenu';
import classes from './usePlanColumns.module.css';

/** The columns of the list of plans. */
export function usePlanColumns(): Column<Plan>[] {
  const t = useAllPlansMessages();
  const plans = usePlansMessages();
  const format = useFormat();
  return [
    { key: 'plan', label: t.column.plan, sort: 'name', cell: (plan) => <PlanCell plan={plan} /> },
    {
      key: 'price',
      label: t.column.price,
      sort: 'price',
      cell: ({ price, currency, interval }) => (
        <span className={classes.price}>
          {format.money(price, currency)}
          <span className={classes.per}>{` ${plans.per[interval]}`}</span>
        </span>
      ),
    },
    { key: 'trial', label: t.column.trial, from: 'wide', cell: ({ trialDays }) => t.trialDays(trialDays) },
    { key: 'state', label: t.column.state, from: 'medium', cell: (plan) => <State plan={plan} /> },
    {
      key: 'position',
      label: t.column.position,
      sort: 'position',
      from: 'wide',
      align: 'end',
      cell: ({ position }) => format.number(position),
    },
    {
      key: 'changed',
      label: t.column.changed,
      from: 'wide',
      cell: ({ updatedAt }) => (
        <time dateTime={updatedAt} title={format.dateTime(updatedAt)}>
          {format.relative(updatedAt)}
        </time>
      ),
    },
    {
      key: 'actions',
      label: t.column.actions,
      align: 'end',
      hideLabel: true,
      cell: (plan) => <PlanMenu plan={plan} />,
    },
  ];
}

function PlanCell({ plan }: { plan: Plan }) {
  const plans = usePlansMessages();
  const layers = useLayers();
  const { name, slug, premium } = plan;
  return (
    <div className={classes.plan}>
      <PlanMark layers={layers(plan)} size={32} />
      <div className={classes.what}>
        <p className={classes.name}>
          {name}
          {premium && <Pill>{plans.premium}</Pill>}
        </p>
        <p className={classes.slug}>{slug}</p>
        <div className={classes.narrow}>
          <State plan={plan} />
        </div>
      </div>
    </div>
  );
}

function State({ plan: { active } }: { plan: Plan }) {
  const t = useAllPlansMessages();
  return <Pill tone={active ? 'good' : 'neutral'}>{active ? t.offered : t.notOffered}</Pill>;
}
