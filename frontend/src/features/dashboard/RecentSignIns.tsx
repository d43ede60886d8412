import { Link } from 'react-router';
import type { Session } from '@/api/types';
import { DeviceIcon } from '@/features/sessions/DeviceIcon';
import { useDeviceName } from '@/features/sessions/useDeviceName';
import { parseUserAgent } from '@/lib/device';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './RecentSignIns.module.css';

const SHOWN = 3;

/** The latest sign-ins that are still alive. */
export function RecentSignIns({ sessions }: { sessions: Session[] | undefined }) {
  const t = useMemberMessages();
  const format = useFormat();
  const deviceName = useDeviceName();
  const latest = sessions?.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, SHOWN);
  return (
    <Card
      title={t.dashboard.recent}
      aside={
        <Link className="link" to="/settings/security">
          {t.dashboard.allSessions}
        </Link>
      }
    >
      {!latest && <SkeletonRows count={3} picture />}
      <ul className={classes.list}>
        {latest?.map((session) => {
          const device = parseUserAgent(session.userAgent);
          return (
            <li key={session.id} className={classes.row}>
              <DeviceIcon kind={device.kind} />
              <div className={classes.what}>
                <p className={classes.name}>{deviceName(device)}</p>
                <p className="mono">{session.ipAddress ?? t.security.unknownAddress}</p>
              </div>
              <div className={classes.when}>
                {session.current && <Pill tone="good">{t.security.current}</Pill>}
                <time dateTime={session.createdAt} title={format.dateTime(session.createdAt)}>
                  {format.relative(session.createdAt)}
                </time>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
