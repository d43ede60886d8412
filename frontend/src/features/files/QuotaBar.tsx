import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { Meter } from '@/ui/Meter';
import { usageQuery } from './queries';
import classes from './QuotaBar.module.css';

/** From which share on it is time to say so. */
const NEARLY_FULL = 0.9;

/** How much of one's space is taken. */
export function QuotaBar() {
  const t = useFilesMessages().quota;
  const format = useFormat();
  const usage = useQuery(usageQuery);
  if (usage.isError) return null;
  if (!usage.data) return <Skeleton height={40} width={220} />;
  const { used, quota } = usage.data;
  const share = quota > 0 ? Math.min(1, used / quota) : 1;
  return (
    <div className={classes.quota} data-full={share >= NEARLY_FULL}>
      <p className={classes.line}>
        <span className={classes.title}>{t.title}</span>
        <span>{t.used(format.bytes(used), format.bytes(quota))}</span>
      </p>
      <Meter value={share} label={t.label(format.percent(share))} />
      {share >= NEARLY_FULL && <p className={classes.warning}>{t.full}</p>}
    </div>
  );
}
