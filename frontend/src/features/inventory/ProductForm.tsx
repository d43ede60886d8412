import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Controller, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { categoriesQuery } from '@/features/catalog/queries';
import { indented } from '@/features/categories/tree';
import { FieldRow, Form } from '@/features/forms/Form';
import { useLeaveGuard } from '@/features/forms/useLeaveGuard';
import { CURRENCIES, isAmount, plainAmount } from '@/lib/currencies';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { Stack } from '@/ui/Stack';
import { AttributesField } from './AttributesField';
import { ImagesField } from './ImagesField';
import classes from './ProductForm.module.css';
import { productSchema } from './productSchema';
import type { ProductValues } from './productValues';
import { SaveBar } from './SaveBar';

/** The form of a product, filled with `values`. */
export function useProductForm(values: ProductValues): UseFormReturn<ProductValues> {
  const t = useMessages();
  const products = useProductsMessages();
  return useForm<ProductValues>({ resolver: zodResolver(productSchema(t, products)), defaultValues: values });
}

interface ProductFormProps {
  form: UseFormReturn<ProductValues>;
  /** What the button says that saves. */
  action: string;
  onSubmit: (values: ProductValues) => Promise<void>;
}

/** All that is to be said about a product. */
export function ProductForm({ form, action, onSubmit }: ProductFormProps) {
  const t = useProductsMessages();
  const { isDirty, isSubmitting } = form.formState;
  const guard = useLeaveGuard(isDirty && !isSubmitting);
  return (
    <Form form={form} onSubmit={onSubmit} label={t.form.label}>
      <div className={classes.columns}>
        <Stack>
          <AboutCard form={form} />
          <ImagesField form={form} />
          <AttributesField form={form} />
        </Stack>
        <Stack>
          <SellingCard form={form} />
          <PlaceCard form={form} />
        </Stack>
      </div>
      {isDirty && <SaveBar action={action} busy={isSubmitting} onDiscard={() => form.reset()} />}
      <Confirm
        opened={guard.asking}
        title={t.leave.title}
        text={t.leave.text}
        action={t.leave.action}
        busy={false}
        onConfirm={guard.leave}
        onClose={guard.stay}
      />
    </Form>
  );
}

function AboutCard({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useProductsMessages().form;
  const { errors } = form.formState;
  return (
    <Card title={t.about}>
      <Stack>
        <TextInput label={t.name} autoComplete="off" error={errors.name?.message} {...form.register('name')} />
        <Textarea
          label={t.description}
          rows={6}
          error={errors.description?.message}
          {...form.register('description')}
        />
        <FieldRow>
          <TextInput
            label={t.sku}
            description={t.skuHint}
            autoComplete="off"
            error={errors.sku?.message}
            {...form.register('sku')}
          />
          <TextInput
            label={t.slug}
            description={t.slugHint}
            autoComplete="off"
            error={errors.slug?.message}
            {...form.register('slug')}
          />
        </FieldRow>
      </Stack>
    </Card>
  );
}

function SellingCard({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useProductsMessages().form;
  const format = useFormat();
  const { errors } = form.formState;
  const [price, currency] = useWatch({ control: form.control, name: ['price', 'currency'] });
  const amount = plainAmount(price);
  const choices = CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <Card title={t.selling}>
      <Stack>
        <div className={classes.price}>
          <TextInput
            label={t.price}
            inputMode="decimal"
            autoComplete="off"
            description={isAmount(amount, currency) ? t.priceShown(format.money(amount, currency)) : undefined}
            error={errors.price?.message}
            {...form.register('price')}
          />
          <NativeSelect
            label={t.currency}
            data={choices}
            error={errors.currency?.message}
            {...form.register('currency')}
          />
        </div>
        <TextInput
          label={t.stock}
          description={t.stockHint}
          inputMode="numeric"
          autoComplete="off"
          error={errors.stock?.message}
          {...form.register('stock')}
        />
      </Stack>
    </Card>
  );
}

function PlaceCard({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useProductsMessages().form;
  const { errors } = form.formState;
  const categories = useQuery(categoriesQuery);
  const category = useWatch({ control: form.control, name: 'category' });
  const choices = indented(categories.data ?? []);
  // While the others are on their way, the chosen one must not get lost.
  const known = category === '' || choices.some(({ value }) => value === category);
  return (
    <Card title={t.place}>
      <Stack>
        <NativeSelect
          label={t.category}
          data={[
            { value: '', label: t.noCategory },
            ...(known ? [] : [{ value: category, label: category }]),
            ...choices,
          ]}
          error={errors.category?.message}
          {...form.register('category')}
        />
        <Controller
          control={form.control}
          name="active"
          render={({ field: { value, ...field } }) => (
            <Switch label={t.active} description={t.activeHint} checked={value} {...field} />
          )}
        />
      </Stack>
    </Card>
  );
}
