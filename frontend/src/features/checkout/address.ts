import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Address, User } from '@/api/types';
import { ORDERS_KEY } from '@/features/orders/queries';
import { likelyCountry } from '@/lib/countries';
import type { Messages } from '@/lib/messages/en';
import type { cart } from '@/lib/messages/cart.en';
import { fullName } from '@/lib/person';
import { tabStorage } from '@/lib/storage';
import { z } from '@/lib/zod';

const MOST_LETTERS = 200;
const MOST_POSTAL = 20;

/** The form of an address. Its fields are called as the API calls them, so that its messages find their place. */
export const addressSchema = (t: Messages, texts: (typeof cart)['checkoutPage']) => {
  const optional = (most: number) => z.string().check(z.trim(), z.maxLength(most, texts.tooLong(most)));
  const needed = (most: number) =>
    z.string().check(z.trim(), z.minLength(1, t.validation.required), z.maxLength(most, texts.tooLong(most)));
  return z.object({
    shippingAddress: z.object({
      name: needed(MOST_LETTERS),
      line1: needed(MOST_LETTERS),
      line2: optional(MOST_LETTERS),
      postalCode: needed(MOST_POSTAL),
      city: needed(MOST_LETTERS),
      region: optional(MOST_LETTERS),
      country: z.string().check(z.minLength(1, t.validation.required)),
    }),
  });
};

export type AddressValues = z.infer<ReturnType<typeof addressSchema>>;

type Fields = AddressValues['shippingAddress'];

export const ADDRESS_FIELDS = ['name', 'line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;

/** An empty field is an empty text in a form, and null in the API. */
export function addressOf({ shippingAddress: { line2, region, ...rest } }: AddressValues): Address {
  return { ...rest, line2: line2 || null, region: region || null };
}

/** Where somebody's last order went; null for the first one. */
export const lastAddressQuery = (userId: string) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'last-address', userId],
    queryFn: async ({ signal }): Promise<Address | null> => {
      const query = { limit: 1, fields: 'id', 'filter[userId]': [userId] };
      const [last] = (await api.get('/orders', { query, signal })).items;
      if (!last?.id) return null;
      return (await api.get('/orders/{id}', { path: { id: last.id }, signal })).shippingAddress ?? null;
    },
    staleTime: Infinity,
    retry: false,
  });

const keyOf = (user: User) => `groundwork.checkout.address.${user.id}`;

/** What this person has typed in this tab, so that a reload loses nothing. */
export const addressDraft = {
  keep: (user: User, values: AddressValues) => tabStorage.write(keyOf(user), JSON.stringify(values)),
  forget: (user: User) => tabStorage.remove(keyOf(user)),
  read(user: User): AddressValues | null {
    try {
      const kept = JSON.parse(tabStorage.read(keyOf(user)) ?? 'null') as AddressValues | null;
      return kept && { shippingAddress: { ...blank(user), ...kept.shippingAddress } };
    } catch {
      return null;
    }
  },
};

/** What stands in the form at first. */
export function firstValues(user: User, last: Address | null): AddressValues {
  const { line2, region, ...rest } = last ?? {};
  const known = last ? { ...rest, line2: line2 ?? '', region: region ?? '' } : {};
  return addressDraft.read(user) ?? { shippingAddress: { ...blank(user), ...known } };
}

function blank(user: User): Fields {
  const name = user.firstName ? fullName(user) : '';
  return { name, line1: '', line2: '', postalCode: '', city: '', region: '', country: likelyCountry() };
}
