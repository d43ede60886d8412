import type { Product } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { Pill } from '@/ui/Pill';

/** From how many on a product counts as plenty. */
const PLENTY = 6;

interface StockStateProps {
  product: Pick<Product, 'stock' | 'inStock'>;
  /** Says only what would keep one from buying, or hurry one. */
  brief?: boolean;
}

/** Whether there is any of a product left. */
export function StockState({ product: { stock, inStock }, brief = false }: StockStateProps) {
  const t = useCatalogMessages();
  const format = useFormat();
  if (!inStock) return <Pill>{t.soldOut}</Pill>;
  if (stock < PLENTY) return <Pill tone="warn">{t.left(format.number(stock))}</Pill>;
  return brief ? null : <Pill tone="good">{t.available}</Pill>;
}
