import { Button } from '@mantine/core';
import { IconMask } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { showDone, showError } from '@/features/errors/toasts';
import { useSession } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useMemberMessages } from '@/lib/messages/member';
import type { Impersonation } from '@/store/authSlice';
import classes from './ImpersonationBanner.module.css';

const TICK_MS = 5_000;

/** Says on every page in whose name one acts, for how long still, and ends it. */
export default function ImpersonationBanner({ impersonation }: { impersonation: Impersonation }) {
  const t = useMessages();
  const texts = useMemberMessages().impersonation;
  const session = useSession();
  const navigate = useNavigate();
  const [stopping, setStopping] = useState(false);
  const left = useMillisecondsUntil(impersonation.endsAt);
  const over = left === 0;

  async function stop() {
    setStopping(true);
    try {
      await session.stopImpersonating();
      void navigate(`/studio/users/${impersonation.userId}`);
      showDone(texts.stopped);
    } catch (error) {
      setStopping(false);
      showError(error, t);
    }
  }

  useEffect(() => {
    if (over) void session.stopImpersonating().catch(() => undefined);
  }, [over, session]);

  return (
    <section className={classes.banner} data-banner aria-label={texts.label}>
      <IconMask size={18} stroke={1.75} aria-hidden="true" />
      <p className={classes.text}>
        <strong>{texts.acting(impersonation.name)}</strong>
        <span className={classes.left}>{texts.left(Math.ceil(left / 60_000))}</span>
      </p>
      <Button variant="default" size="xs" loading={stopping} onClick={() => void stop()}>
        {texts.stop}
      </Button>
    </section>
  );
}

/** Milliseconds until a moment, never below zero; looked at every few seconds. */
function useMillisecondsUntil(moment: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, moment - now);
}
