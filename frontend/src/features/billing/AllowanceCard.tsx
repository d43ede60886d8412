import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { Card } from '@/ui/Card';
import { Meter } from '@/ui/Meter';
import { Pill } from '@/ui/Pill';
import classes from './AllowanceCard.module.css';
import { allowanceQuery } from './queries';

/** How much of this hour's requests is used. What it is not known of is not shown. */
export function AllowanceCard({ premium }: { premium: boolean }) {
  const t = useBillingMessages().allowance;
  const format = useFormat();
  const found = useQuery(allowanceQuery);
  if (found.isError || found.data === null) return null;
  if (!found.data) return <Skeleton height={150} radius="md" />;
  const { limit, remaining, resetsAt } = found.data;
  const used = limit - remaining;
  return (
    <Card title={t.title} sub={t.sub} aside={premium && <Pill tone="good">{t.premium}</Pill>}>
      <Meter value={Math.min(1, used / limit)} label={t.meter} />
      <p className={classes.figures}>
        <strong>{t.used(format.number(used), format.number(limit))}</strong>
        <span>{t.resets(format.clock(new Date(resetsAt).toISOString()))}</span>
      </p>
    </Card>
  );
}
