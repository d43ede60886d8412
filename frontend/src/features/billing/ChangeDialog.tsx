import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import type { Plan, Subscription } from '@/api/types';
import { errorText } from '@/features/errors/errorText';
import { LoadError } from '@/features/errors/LoadError';
import { showDone } from '@/features/errors/toasts';
import { plansQuery } from '@/features/plans/queries';
import { usePrice } from '@/features/plans/usePrice';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { usePlansMessages } from '@/lib/messages/plans';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { OptionList } from '@/ui/OptionList';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import { ChangePreview } from './ChangePreview';
import classes from './ChangeDialog.module.css';
import { useChangePlan } from './mutations';
import { planChangeQuery } from './queries';

interface ChangeDialogProps {
  opened: boolean;
  subscription: Subscription;
  /** The short name of the plan that was asked for. */
  wanted: string | null;
  onReplaceCard: () => void;
  onClose: () => void;
}

/** Changes to another plan, after showing to the cent what that costs. */
export default function ChangeDialog(props: ChangeDialogProps) {
  const { opened, subscription, onClose } = props;
  const t = useBillingMessages().change;
  const plans = useQuery(plansQuery);
  const others = (plans.data ?? []).filter(({ id }) => id !== subscription.plan.id);
  return (
    <Dialog opened={opened} title={t.title} sub={t.sub(subscription.plan.name)} onClose={onClose}>
      {plans.isPending && <SkeletonRows count={2} />}
      {plans.isError && !plans.data && <LoadError error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data && others.length === 0 && <p>{t.none}</p>}
      {others.length > 0 && <Choice {...props} others={others} />}
    </Dialog>
  );
}

function Choice({ subscription, others, wanted, onReplaceCard, onClose }: ChangeDialogProps & { others: Plan[] }) {
  const t = useBillingMessages().change;
  const plans = usePlansMessages();
  const messages = useMessages();
  const price = usePrice();
  const format = useFormat();
  const [chosen, setChosen] = useState(() => (others.find(({ slug }) => slug === wanted) ?? others[0]!).id);
  const plan = others.find(({ id }) => id === chosen) ?? others[0]!;
  const preview = useQuery(planChangeQuery(subscription.id, plan.id));
  const change = useChangePlan(subscription.id);
  const declined = change.error instanceof ApiError && change.error.code === 'PAYMENT_FAILED';
  const due = preview.data && Number(preview.data.total) > 0;

  async function confirm() {
    try {
      await change.mutateAsync(plan.id);
      showDone(t.done(plan.name));
      onClose();
    } catch {
      // It is shown below the choice.
    }
  }

  return (
    <Stack>
      <OptionList
        label={t.choice}
        value={plan.id}
        options={others.map(({ id, name, price: amount, currency, interval, description }) => ({
          value: id,
          label: `${name} · ${plans.price(price(amount, currency), interval)}`,
          text: description,
        }))}
        onChange={(id) => {
          change.reset();
          setChosen(id);
        }}
      />
      <div aria-live="polite" aria-busy={preview.isFetching} className={classes.preview}>
        {preview.isPending && <Skeleton height={132} aria-label={t.pending} />}
        {preview.isError && <Notice tone="bad">{errorText(preview.error, messages)}</Notice>}
        {preview.data && <ChangePreview change={preview.data} from={subscription} to={plan} />}
      </div>
      {change.isError && (
        <Notice tone="bad">
          <p>{declined ? t.declined(sentence(change.error)) : errorText(change.error, messages)}</p>
          {declined && (
            <Button className={classes.other} variant="default" size="xs" onClick={onReplaceCard}>
              {t.otherCard}
            </Button>
          )}
        </Notice>
      )}
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button disabled={!preview.data} loading={change.isPending} onClick={() => void confirm()}>
          {due && preview.data ? t.pay(format.money(preview.data.total, preview.data.currency)) : t.action(plan.name)}
        </Button>
      </DialogActions>
    </Stack>
  );
}

/** What the provider says of a declined card, as a sentence. */
function sentence(error: unknown): string {
  const text = error instanceof ApiError ? (error.details[0]?.message ?? error.message) : '';
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
