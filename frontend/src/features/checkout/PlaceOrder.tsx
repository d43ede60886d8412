import { Button } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { IconArrowRight } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Link, useNavigate } from 'react-router';
import type { Address, Product } from '@/api/types';
import type { CartGroup } from '@/features/cart/useCartLines';
import { applyError } from '@/features/forms/applyError';
import { Form, Problem } from '@/features/forms/Form';
import { useCurrentUser } from '@/features/session/context';
import { useCartMessages } from '@/lib/messages/cart';
import { useMessages } from '@/lib/messages/context';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';
import { ADDRESS_FIELDS, addressDraft, addressOf, addressSchema, firstValues, type AddressValues } from './address';
import { AddressFields } from './AddressFields';
import { adjustCart, refusedPlaces, type Adjustment } from './adjusting';
import { usePlaceOrder } from './placing';
import { repricedIn } from './repricing';
import { WishCard } from './WishCard';
import classes from './Checkout.module.css';

interface PlaceOrderProps {
  /** What is to be ordered; null when nothing can be. */
  group: CartGroup | null;
  lastAddress: Address | null;
  /** What stands there when there is nothing to order. */
  nothing: ReactNode;
}

/** An adjustment, with the product as it was seen before. */
export type Adjusted = Adjustment & { product: Product };

/** Asks where the order goes, and places it. What is not there any more is said at its line, and the cart follows. */
export function PlaceOrder({ group, lastAddress, nothing }: PlaceOrderProps) {
  const t = useCartMessages().checkoutPage;
  const messages = useMessages();
  const user = useCurrentUser();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const place = usePlaceOrder();
  const [adjusted, setAdjusted] = useState<Adjusted[]>([]);
  const [placed, setPlaced] = useState(false);
  const [draft] = useState(() => addressDraft.read(user));
  const form = useForm<AddressValues>({
    resolver: zodResolver(addressSchema(messages, t)),
    defaultValues: firstValues(user, lastAddress),
  });

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => addressDraft.keep(user, values),
      }),
    [form, user],
  );

  async function submit(values: AddressValues) {
    if (!group) return;
    const items = group.lines.map(({ productId, quantity }) => ({ productId, quantity }));
    try {
      const order = await place.mutateAsync({ items, currency: group.currency, shippingAddress: addressOf(values) });
      addressDraft.forget(user);
      setPlaced(true);
      await navigate(`/checkout/${order.id}`, { replace: true, state: { repriced: repricedIn(order, group.lines) } });
    } catch (error) {
      const places = refusedPlaces(error);
      if (places.length > 0) await adjust(items, places);
      else applyError(error, form, fields, messages);
    }
  }

  async function adjust(items: { productId: string; quantity: number }[], places: number[]) {
    const before = group?.lines ?? [];
    try {
      const found = await adjustCart(items, places, queries);
      setAdjusted(
        found.flatMap((adjustment) => {
          const product = before.find(({ productId }) => productId === adjustment.productId)?.product;
          return product ? [{ ...adjustment, product }] : [];
        }),
      );
    } catch (error) {
      applyError(error, form, fields, messages);
    }
  }

  // The cart is empty as soon as it is ordered; the next page is on its way.
  if (!group && adjusted.length === 0 && !placed) return nothing;
  return (
    <Form form={form} onSubmit={submit} label={t.tab}>
      {adjusted.length > 0 && <Problem key={form.formState.submitCount}>{t.adjusted}</Problem>}
      <div className={classes.columns}>
        <Stack>
          <Card title={t.address} sub={lastAddress && !draft ? t.lastAddress : undefined}>
            <Stack>
              <AddressFields form={form} />
            </Stack>
          </Card>
        </Stack>
        <div className={classes.aside}>
          <WishCard group={group} adjusted={adjusted}>
            {(group || placed) && (
              <>
                <Button
                  type="submit"
                  size="md"
                  fullWidth
                  loading={form.formState.isSubmitting || placed}
                  rightSection={<IconArrowRight size={18} stroke={1.75} aria-hidden="true" />}
                >
                  {t.place}
                </Button>
                <p className={classes.note}>{t.placeNote}</p>
              </>
            )}
            <Button component={Link} to="/cart" variant="subtle" fullWidth>
              {t.back}
            </Button>
          </WishCard>
        </div>
      </div>
    </Form>
  );
}

const fields = ADDRESS_FIELDS.map((name) => `shippingAddress.${name}` as const);
