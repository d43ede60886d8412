import { Button } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { IconFingerprint } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '@/api/client';
import { CodeField } from '@/features/factors/CodeField';
import { METHODS, preferred, type FactorMethod } from '@/features/factors/methods';
import { OtherMethods } from '@/features/factors/OtherMethods';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { codeField, knownPasswordField, recoveryCodeField } from '@/features/forms/schemas';
import { PasswordField } from '@/features/password/PasswordField';
import { useCurrentUserEmail } from '@/features/session/queries';
import { useMessages } from '@/lib/messages/context';
import { isPasskeyAbort } from '@/lib/passkeys';
import { signWithPasskey } from '@/lib/webauthn';
import { z } from '@/lib/zod';
import { DialogActions } from '@/ui/Dialog';
import { proofsQuery, type Proofs } from './queries';

interface ProofFormProps {
  proofs: Proofs;
  onDone: () => void;
  onCancel: () => void;
}

type Method = FactorMethod | 'password';

/** Takes a password, or where there are second factors, one of these. */
export function ProofForm({ proofs, onDone, onCancel }: ProofFormProps) {
  const factors = METHODS.filter((method) => proofs.methods.includes(method));
  const [method, setMethod] = useState<Method>(() => (factors.length > 0 ? preferred(factors) : 'password'));
  return (
    <>
      <Proof key={method} method={method} publicKey={proofs.publicKey} onDone={onDone} onCancel={onCancel} />
      {method !== 'password' && <OtherMethods methods={factors} current={method} onChoose={setMethod} />}
    </>
  );
}

interface ProofProps {
  method: Method;
  publicKey: Proofs['publicKey'];
  onDone: () => void;
  onCancel: () => void;
}

function Proof({ method, publicKey, onDone, onCancel }: ProofProps) {
  const t = useMessages();
  const queries = useQueryClient();
  const email = useCurrentUserEmail();
  const schemas = {
    password: { password: knownPasswordField(t), code: z.string() },
    totp: { password: z.string(), code: codeField(t) },
    recoveryCode: { password: z.string(), code: recoveryCodeField(t) },
    passkey: { password: z.string(), code: z.string() },
  };
  const form = useForm<{ password: string; code: string }>({
    resolver: zodResolver(z.object(schemas[method])),
    defaultValues: { password: '', code: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ password, code }: { password: string; code: string }) {
    try {
      if (method === 'passkey') {
        const credential = await signWithPasskey(publicKey);
        await api.post('/auth/reauthentication', { body: { credential } });
      } else {
        await api.post('/auth/reauthentication', { body: method === 'password' ? { password } : { code } });
      }
      onDone();
    } catch (error) {
      if (isPasskeyAbort(error)) form.setError('root.api', { message: t.auth.factor.aborted });
      else applyError(error, form, ['password', 'code'], t);
      // The challenge may be used up; the next attempt signs a new one.
      if (method === 'passkey') await queries.invalidateQueries({ queryKey: proofsQuery.queryKey });
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.confirm.title}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {method === 'password' && (
        <PasswordField
          label={t.auth.password}
          field={form.register('password')}
          error={errors.password?.message}
          first
        />
      )}
      {(method === 'totp' || method === 'recoveryCode') && (
        <CodeField
          label={method === 'totp' ? t.auth.factor.code : t.auth.factor.recoveryCode}
          kind={method === 'totp' ? 'digits' : 'letters'}
          field={form.register('code')}
          error={errors.code?.message}
          first
        />
      )}
      <DialogActions>
        <Button variant="default" onClick={onCancel}>
          {t.common.cancel}
        </Button>
        <Button
          type="submit"
          loading={isSubmitting}
          leftSection={
            method === 'passkey' ? <IconFingerprint size={17} stroke={1.75} aria-hidden="true" /> : undefined
          }
        >
          {method === 'passkey' ? t.auth.factor.usePasskey : t.confirm.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
