import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Subscription } from '@/api/types';
import { useCancel, useKeep } from '@/features/billing/mutations';
import { isUnsettled, stateOf } from '@/features/billing/states';
import { announce } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllSubscriptionsMessages } from '@/lib/messages/membership';
import { fullName } from '@/lib/person';
import { Confirm } from '@/ui/Confirm';

/** What an administrator can do with someone's subscription. */
export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const texts = useAllSubscriptionsMessages();
  const t = texts.page;
  const messages = useMessages();
  const format = useFormat();
  const may = useMay();
  const cancel = useCancel(subscription.id);
  const keep = useKeep(subscription.id);
  const [asking, setAsking] = useState(false);
  const state = stateOf(subscription);
  const who = subscription.customer ? fullName(subscription.customer) : texts.nobody;
  if (state === 'canceled' || !may('subscriptions:cancel')) return null;
  if (state === 'ending') {
    return (
      <Button
        variant="default"
        loading={keep.isPending}
        onClick={() => void announce(keep.mutateAsync(), t.undone, messages)}
      >
        {t.undo}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" color="danger" onClick={() => setAsking(true)}>
        {t.cancel}
      </Button>
      <Confirm
        opened={asking}
        title={t.cancelTitle(who, subscription.plan.name)}
        text={isUnsettled(subscription) ? t.cancelNowText : t.cancelText(format.date(subscription.currentPeriodEnd))}
        action={t.cancel}
        busy={cancel.isPending}
        onConfirm={() => void announce(cancel.mutateAsync(), t.canceled, messages).finally(() => setAsking(false))}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
