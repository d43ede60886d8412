import { NativeSelect, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { FieldRow } from '@/features/forms/Form';
import { countryChoices } from '@/lib/countries';
import { useLanguage, useMessages } from '@/lib/messages/context';
import { useCartMessages } from '@/lib/messages/cart';
import type { AddressValues } from './address';

/** The fields of an address, which browsers know how to fill in. */
export function AddressFields({ form }: { form: UseFormReturn<AddressValues> }) {
  const t = useCartMessages().checkoutPage;
  const { common } = useMessages();
  const language = useLanguage();
  const countries = useMemo(() => countryChoices(language), [language]);
  const problems = form.formState.errors.shippingAddress;
  const optional = (label: string) => `${label} (${common.optional})`;
  return (
    <>
      <TextInput
        label={t.name}
        autoComplete="shipping name"
        error={problems?.name?.message}
        {...form.register('shippingAddress.name')}
      />
      <TextInput
        label={t.line1}
        autoComplete="shipping address-line1"
        error={problems?.line1?.message}
        {...form.register('shippingAddress.line1')}
      />
      <TextInput
        label={optional(t.line2)}
        autoComplete="shipping address-line2"
        error={problems?.line2?.message}
        {...form.register('shippingAddress.line2')}
      />
      <FieldRow>
        <TextInput
          label={t.postalCode}
          autoComplete="shipping postal-code"
          error={problems?.postalCode?.message}
          {...form.register('shippingAddress.postalCode')}
        />
        <TextInput
          label={t.city}
          autoComplete="shipping address-level2"
          error={problems?.city?.message}
          {...form.register('shippingAddress.city')}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label={optional(t.region)}
          autoComplete="shipping address-level1"
          error={problems?.region?.message}
          {...form.register('shippingAddress.region')}
        />
        <NativeSelect
          label={t.country}
          autoComplete="shipping country"
          error={problems?.country?.message}
          data={[{ value: '', label: t.chooseCountry }, ...countries]}
          rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden="true" />}
          {...form.register('shippingAddress.country')}
        />
      </FieldRow>
    </>
  );
}
