import { Button, Skeleton } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { LoadError } from '@/features/errors/LoadError';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { codeField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { z } from '@/lib/zod';
import { CopyField } from '@/ui/CopyField';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { CodeField } from './CodeField';
import { useActivateTotp, useStartTotp } from './queries';
import classes from './TotpDialog.module.css';

interface TotpDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Called with the recovery codes. */
  onActivated: (codes: string[]) => void;
}

/** Takes an authenticator app into use: its picture to scan, then its first code. */
export default function TotpDialog({ opened, onClose, onActivated }: TotpDialogProps) {
  const t = useSettingsMessages();
  return (
    <Dialog opened={opened} onClose={onClose} title={t.factors.enrolTitle} sub={t.factors.enrolSub} size="lg">
      <Enrolment onClose={onClose} onActivated={onActivated} />
    </Dialog>
  );
}

function Enrolment({ onClose, onActivated }: Omit<TotpDialogProps, 'opened'>) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const { mutate: start, data: started, error, reset } = useStartTotp();
  const activate = useActivateTotp();
  const form = useForm<{ code: string }>({
    resolver: zodResolver(z.object({ code: codeField(messages) })),
    defaultValues: { code: '' },
  });
  const { errors, isSubmitting } = form.formState;

  useEffect(() => start(), [start]);

  async function submit({ code }: { code: string }) {
    try {
      const activated = await activate.mutateAsync(code);
      showDone(t.factors.turnedOn);
      onActivated(activated.recoveryCodes);
    } catch (problem) {
      applyError(problem, form, ['code'], messages);
    }
  }

  if (error) {
    return (
      <LoadError
        error={error}
        onRetry={() => {
          reset();
          start();
        }}
      />
    );
  }
  return (
    <Form form={form} onSubmit={submit} label={t.factors.enrolTitle}>
      <div className={classes.columns}>
        <div className={classes.picture}>
          {started ? (
            <img src={asAddress(started.qrSvg)} alt={t.factors.qr} width={192} height={192} />
          ) : (
            <Skeleton width={192} height={192} />
          )}
        </div>
        <div className={classes.steps}>
          {started ? (
            <CopyField label={t.factors.secret} value={started.secret} shown={inFours(started.secret)} />
          ) : (
            <Skeleton height={68} />
          )}
          <CodeField
            label={t.factors.code}
            kind="digits"
            field={form.register('code')}
            error={errors.code?.message}
            first
          />
        </div>
      </div>
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting} disabled={!started}>
          {t.factors.activate}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** A picture's address that holds the picture itself: as an image, whatever is in it cannot run. */
function asAddress(svg: string): string {
  // An element of a page needs no namespace; a picture of its own does.
  const picture = svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');
