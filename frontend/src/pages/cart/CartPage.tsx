import { CartView } from '@/features/cart/CartView';
import { countOf, useCart } from '@/features/cart/cart';
import { PublicPage } from '@/features/navigation/PublicPage';
import { useFormat } from '@/lib/format';
import { useCartMessages } from '@/lib/messages/cart';

export default function CartPage() {
  const t = useCartMessages();
  const format = useFormat();
  const count = countOf(useCart());
  return (
    <PublicPage title={t.title} sub={count > 0 ? t.sub(format.number(count), count === 1) : undefined}>
      <CartView />
    </PublicPage>
  );
}
