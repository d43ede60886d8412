import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { ApiError } from '@/api/errors';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form } from '@/features/forms/Form';
import { CURRENCIES, isAmount, plainAmount } from '@/lib/currencies';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { usePlansMessages } from '@/lib/messages/plans';
import { DialogActions } from '@/ui/Dialog';
import { planSchema } from './planSchema';
import type { PlanBody, PlanValues } from './planValues';
import { bodyOf } from './planValues';

interface PlanFormProps {
  values: PlanValues;
  label: string;
  /** What the button says that saves. */
  action: string;
  onSubmit: (body: PlanBody) => Promise<void>;
}

/** All that is to be said about a plan. */
export function PlanForm({ values, label, action, onSubmit }: PlanFormProps) {
  const t = useAllPlansMessages();
  const messages = useMessages();
  const form = useForm<PlanValues>({ resolver: zodResolver(planSchema(messages, t)), defaultValues: values });
  const { errors, isSubmitting } = form.formState;

  async function submit(typed: PlanValues) {
    try {
      await onSubmit(bodyOf(typed));
    } catch (error) {
      const stale = error instanceof ApiError && error.status === 412;
      const fields = Object.keys(values) as (keyof PlanValues)[];
      if (stale) form.setError('root.api', { type: 'api', message: t.form.conflict });
      else applyError(error, form, fields, messages, t.form.taken);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={label}>
      <FieldRow>
        <TextInput
          label={t.form.name}
          autoComplete="off"
          data-autofocus
          error={errors.name?.message}
          {...form.register('name')}
        />
        <TextInput
          label={t.form.slug}
          description={t.form.slugHint}
          autoComplete="off"
          error={errors.slug?.message}
          {...form.register('slug')}
        />
      </FieldRow>
      <TextInput
        label={t.form.description}
        autoComplete="off"
        error={errors.description?.message}
        {...form.register('description')}
      />
      <PriceFields form={form} />
      <Textarea
        label={t.form.features}
        description={t.form.featuresHint}
        rows={4}
        error={errors.features?.message}
        {...form.register('features')}
      />
      <FieldRow>
        <Toggle form={form} name="premium" label={t.form.premium} hint={t.form.premiumHint} />
        <Toggle form={form} name="active" label={t.form.active} hint={t.form.activeHint} />
      </FieldRow>
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </Form>
  );
}

function PriceFields({ form }: { form: UseFormReturn<PlanValues> }) {
  const t = useAllPlansMessages().form;
  const plans = usePlansMessages();
  const format = useFormat();
  const { errors } = form.formState;
  const [price, currency, interval] = useWatch({ control: form.control, name: ['price', 'currency', 'interval'] });
  const amount = plainAmount(price);
  const shown = isAmount(amount, currency) ? plans.price(format.money(amount, currency), interval) : null;
  const choices = CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <>
      <FieldRow>
        <TextInput
          label={t.price}
          inputMode="decimal"
          autoComplete="off"
          description={shown ? t.priceShown(shown) : undefined}
          error={errors.price?.message}
          {...form.register('price')}
        />
        <NativeSelect
          label={t.currency}
          data={choices}
          error={errors.currency?.message}
          {...form.register('currency')}
        />
      </FieldRow>
      <FieldRow>
        <NativeSelect
          label={t.interval}
          data={(['month', 'year'] as const).map((value) => ({ value, label: plans.interval[value] }))}
          error={errors.interval?.message}
          {...form.register('interval')}
        />
        <TextInput
          label={t.trialDays}
          description={t.trialHint}
          inputMode="numeric"
          autoComplete="off"
          error={errors.trialDays?.message}
          {...form.register('trialDays')}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label={t.position}
          description={t.positionHint}
          inputMode="numeric"
          autoComplete="off"
          error={errors.position?.message}
          {...form.register('position')}
        />
      </FieldRow>
    </>
  );
}

interface ToggleProps {
  form: UseFormReturn<PlanValues>;
  name: 'premium' | 'active';
  label: string;
  hint: string;
}

function Toggle({ form, name, label, hint }: ToggleProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field: { value, ...field } }) => (
        <Switch label={label} description={hint} checked={value} {...field} />
      )}
    />
  );
}
