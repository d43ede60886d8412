import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { useMessages } from '@/lib/messages/context';
import { isPasskeyAbort, passkeysSupported } from '@/lib/passkeys';
import { Notice } from '@/ui/Notice';
import classes from './OtherWays.module.css';
import { useSession } from './context';

// Which providers there are must be asked for first.
const ProviderButtons = lazy(() => import('@/features/oauth/ProviderButtons'));

/** The ways to sign in that need no password. */
export function OtherWays() {
  const t = useMessages();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function withPasskey() {
    setBusy(true);
    setProblem(null);
    try {
      const { signInWithPasskey } = await import('@/features/passkeys/signInWithPasskey');
      session.begin(await signInWithPasskey());
    } catch (error) {
      const refused = error instanceof ApiError && error.code === 'VALIDATION_ERROR';
      if (isPasskeyAbort(error)) setProblem(t.auth.factor.aborted);
      else setProblem(refused ? t.auth.login.passkeyRefused : errorText(error, t));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={classes.ways}>
      <p className={classes.or}>{t.common.or}</p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {passkeysSupported() && (
        <Button
          variant="default"
          size="md"
          fullWidth
          loading={busy}
          leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => void withPasskey()}
        >
          {t.auth.login.passkey}
        </Button>
      )}
      <Suspense>
        <ProviderButtons />
      </Suspense>
    </div>
  );
}
