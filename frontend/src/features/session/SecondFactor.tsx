import { Button } from '@mantine/core';
import { IconArrowLeft, IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { ApiError } from '@/api/errors';
import { CodeField } from '@/features/factors/CodeField';
import { preferred, type FactorMethod } from '@/features/factors/methods';
import { OtherMethods } from '@/features/factors/OtherMethods';
import { applyError } from '@/features/forms/applyError';
import { Form, FormActions } from '@/features/forms/Form';
import { codeField, recoveryCodeField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { isPasskeyAbort } from '@/lib/passkeys';
import { signWithPasskey } from '@/lib/webauthn';
import { z } from '@/lib/zod';
import { zodResolver } from '@hookform/resolvers/zod';
import { FormPage } from '@/ui/FormPage';
import { useSession } from './context';

/** What the server asks for after the first factor. */
export interface Challenge {
  challengeToken: string;
  methods: FactorMethod[];
}

interface SecondFactorProps {
  challenge: Challenge;
  /** Back to the first factor; `expired` when the server no longer knows of it. */
  onLeave: (expired: boolean) => void;
}

/** The second step of signing in: a code or a passkey. */
export default function SecondFactor({ challenge, onLeave }: SecondFactorProps) {
  const t = useMessages();
  const [method, setMethod] = useState(() => preferred(challenge.methods));
  const subs: Record<FactorMethod, string> = {
    totp: t.auth.factor.totpSub,
    recoveryCode: t.auth.factor.recoverySub,
    passkey: t.auth.factor.passkeySub,
  };
  return (
    <FormPage
      title={t.auth.factor.title}
      sub={subs[method]}
      footer={
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={16} stroke={2} aria-hidden="true" />}
          ml={-14}
          onClick={() => onLeave(false)}
        >
          {t.auth.factor.startOver}
        </Button>
      }
    >
      <Answer key={method} method={method} token={challenge.challengeToken} onExpired={() => onLeave(true)} />
      <OtherMethods methods={challenge.methods} current={method} onChoose={setMethod} />
    </FormPage>
  );
}

interface AnswerProps {
  method: FactorMethod;
  token: string;
  onExpired: () => void;
}

function Answer({ method, token, onExpired }: AnswerProps) {
  const t = useMessages();
  const session = useSession();
  const schema = { totp: codeField(t), recoveryCode: recoveryCodeField(t), passkey: z.string() }[method];
  const form = useForm<{ code: string }>({
    resolver: zodResolver(z.object({ code: schema })),
    defaultValues: { code: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ code }: { code: string }) {
    try {
      const { accessToken } = await verify(token, method, code);
      session.begin(accessToken);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'INVALID_TOKEN') onExpired();
      else if (error instanceof ApiError && error.code === 'INVALID_CREDENTIALS')
        form.setError('code', { message: t.auth.factor.wrongCode }, { shouldFocus: true });
      else if (isPasskeyAbort(error)) form.setError('root.api', { message: t.auth.factor.aborted });
      else applyError(error, form, ['code'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.auth.factor.title}>
      {method !== 'passkey' && (
        <CodeField
          label={method === 'totp' ? t.auth.factor.code : t.auth.factor.recoveryCode}
          kind={method === 'totp' ? 'digits' : 'letters'}
          field={form.register('code')}
          error={errors.code?.message}
        />
      )}
      <FormActions>
        <Button
          type="submit"
          size="md"
          fullWidth
          loading={isSubmitting}
          leftSection={
            method === 'passkey' ? <IconFingerprint size={18} stroke={1.75} aria-hidden="true" /> : undefined
          }
        >
          {method === 'passkey' ? t.auth.factor.usePasskey : t.auth.factor.submit}
        </Button>
      </FormActions>
    </Form>
  );
}

async function verify(challengeToken: string, method: FactorMethod, code: string) {
  if (method !== 'passkey') return api.post('/auth/mfa/verify', { body: { challengeToken, method, code } });
  const { publicKey } = await api.post('/auth/mfa/options', { body: { challengeToken } });
  const credential = await signWithPasskey(publicKey);
  return api.post('/auth/mfa/verify', { body: { challengeToken, method, credential } });
}
