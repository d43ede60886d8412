import { useQuery } from '@tanstack/react-query';
import { IconShoppingBag } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useCartLines } from '@/features/cart/useCartLines';
import { LoadError } from '@/features/errors/LoadError';
import { PublicPage } from '@/features/navigation/PublicPage';
import { useCurrentUser } from '@/features/session/context';
import { useCartMessages } from '@/lib/messages/cart';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { lastAddressQuery } from './address';
import { CheckoutSteps } from './CheckoutSteps';
import { PlaceOrder } from './PlaceOrder';

/** The step between the cart and the payment: where it goes, and what it is. */
export function NewOrder() {
  const t = useCartMessages().checkoutPage;
  return (
    <PublicPage title={t.title} tab={t.tab}>
      <CheckoutSteps step="address" />
      <Content />
    </PublicPage>
  );
}

function Content() {
  const t = useCartMessages().checkoutPage;
  const user = useCurrentUser();
  const [search] = useSearchParams();
  const cart = useCartLines();
  const last = useQuery(lastAddressQuery(user.id));
  const wanted = search.get('currency');
  const group = cart.groups.find(({ currency }) => currency === wanted) ?? cart.groups[0];
  if (cart.pending || last.isPending) return <SkeletonRows count={4} />;
  if (cart.error !== null) return <LoadError error={cart.error} onRetry={cart.retry} />;
  // The page stays for those whose last product was sold out under their hands: it says so.
  return (
    <PlaceOrder
      group={group ?? null}
      lastAddress={last.data ?? null}
      nothing={
        <EmptyState
          icon={<IconShoppingBag size={32} stroke={1.4} aria-hidden="true" />}
          title={t.nothingTitle}
          text={t.nothing}
          action={
            <Button component={Link} to="/cart" variant="default">
              {t.toCart}
            </Button>
          }
        />
      }
    />
  );
}
