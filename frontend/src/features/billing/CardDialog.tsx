import { Button, UnstyledButton } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import { ApiError } from '@/api/errors';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { brandOf, groupedNumber, isCardNumber } from '@/features/payments/cards';
import { BrandMark } from '@/features/payments/BrandMark';
import { GroupedInput } from '@/features/payments/GroupedInput';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import classes from './CardDialog.module.css';
import { useReplaceCard } from './mutations';
import { brandName } from './usePlanFacts';

const WORKS = '4242 4242 4242 4242';
const DECLINED_LATER = '4000 0000 0000 0341';

interface CardDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Takes another card for the charges to come. Of the sandbox alone: real cards are typed at the provider's. */
export default function CardDialog({ opened, onClose }: CardDialogProps) {
  const t = useBillingMessages().card;
  return (
    <Dialog opened={opened} title={t.replace} sub={t.numberHint} size="sm" onClose={onClose}>
      <CardForm onDone={onClose} />
    </Dialog>
  );
}

function CardForm({ onDone }: { onDone: () => void }) {
  const t = useBillingMessages().card;
  const messages = useMessages();
  const replace = useReplaceCard();
  const form = useForm({
    resolver: zodResolver(z.object({ card: z.string().check(z.refine(isCardNumber, t.numberWrong)) })),
    defaultValues: { card: '' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit({ card: number }: { card: string }) {
    try {
      const { card } = await replace.mutateAsync(number);
      showDone(t.saved(t.ofBrand(brandName(card.brand), card.last4)));
      onDone();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'PAYMENT_FAILED') {
        form.setError('card', { type: 'api', message: error.details[0]?.message ?? error.message });
      } else {
        applyError(error, form, ['card'], messages);
      }
    }
  }

  const tests = [
    [WORKS, t.test.works],
    [DECLINED_LATER, t.test.later],
  ] as const;
  return (
    <Form form={form} onSubmit={submit} label={t.replace}>
      <Controller
        control={form.control}
        name="card"
        render={({ field }) => (
          <GroupedInput
            {...field}
            grouped={groupedNumber}
            label={t.number}
            autoComplete="cc-number"
            data-autofocus
            error={errors.card?.message}
            rightSection={<BrandMark brand={brandOf(field.value)} />}
            rightSectionWidth={52}
          />
        )}
      />
      <div className={classes.tests}>
        <p className={classes.caption}>{t.tests}</p>
        <ul className={classes.list}>
          {tests.map(([number, what]) => (
            <li key={number}>
              <UnstyledButton
                className={classes.test}
                onClick={() => form.setValue('card', number, { shouldValidate: true, shouldDirty: true })}
              >
                <span className="mono">{number}</span>
                <span>{what}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </div>
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {t.save}
        </Button>
      </DialogActions>
    </Form>
  );
}
