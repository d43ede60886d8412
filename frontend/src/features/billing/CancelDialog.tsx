import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleMinus, IconHeartHandshake } from '@tabler/icons-react';
import type { Subscription } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { Dialog, DialogActions } from '@/ui/Dialog';
import classes from './CancelDialog.module.css';
import { useCancel } from './mutations';
import { isUnsettled } from './states';

interface CancelDialogProps {
  opened: boolean;
  subscription: Subscription;
  onClose: () => void;
}

/** Says what stays and until when, before a plan is canceled. */
export default function CancelDialog({ opened, subscription, onClose }: CancelDialogProps) {
  const t = useBillingMessages().cancel;
  const messages = useMessages();
  const format = useFormat();
  const cancel = useCancel(subscription.id);
  const { plan, currentPeriodEnd } = subscription;
  const atOnce = isUnsettled(subscription);
  const day = format.date(currentPeriodEnd);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

  async function confirm() {
    try {
      await cancel.mutateAsync();
      showDone(atOnce ? t.doneNow : t.done(day));
    } catch (error) {
      showError(error, messages);
    }
    onClose();
  }

  return (
    <Dialog opened={opened} title={t.title(plan.name)} onClose={onClose}>
      {atOnce ? (
        <p>{t.now}</p>
      ) : (
        <ul className={classes.points}>
          <li>
            <IconCircleCheck {...icon} />
            {t.until(day)}
          </li>
          <li data-lost>
            <IconCircleMinus {...icon} />
            {plan.premium ? `${t.after} ${t.afterLimit}` : t.after}
          </li>
          <li>
            <IconHeartHandshake {...icon} />
            {t.nothingLost}
          </li>
        </ul>
      )}
      <DialogActions>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t.keep}
        </Button>
        <Button color="danger" loading={cancel.isPending} onClick={() => void confirm()}>
          {t.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
