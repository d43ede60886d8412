import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { ProviderButtons } from '@/features/oauth/ProviderButtons';
import { usePasskeySignIn } from '@/features/passkeys/usePasskeySignIn';
import { useMessages } from '@/lib/messages/context';
import { isPasskeyAbort, passkeysSupported } from '@/lib/webauthn';
import { Notice } from '@/ui/Notice';
import classes from './OtherWays.module.css';
import { useSession } from './context';

/** The ways to sign in that need no password. */
export function OtherWays() {
  const t = useMessages();
  const session = useSession();
  const signIn = usePasskeySignIn();
  const [problem, setProblem] = useState<string | null>(null);

  async function withPasskey() {
    setProblem(null);
    try {
      const { accessToken } = await signIn.mutateAsync();
      session.begin(accessToken);
    } catch (error) {
      const refused = error instanceof ApiError && error.status < 429;
      if (isPasskeyAbort(error)) setProblem(t.auth.factor.aborted);
      else setProblem(refused ? t.auth.login.passkeyRefused : errorText(error, t));
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
          loading={signIn.isPending}
          leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => void withPasskey()}
        >
          {t.auth.login.passkey}
        </Button>
      )}
      <ProviderButtons />
    </div>
  );
}
