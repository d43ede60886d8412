import { Shop } from '@/features/catalog/Shop';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { PublicPage } from '@/features/navigation/PublicPage';

export default function ProductsPage() {
  const t = useCatalogMessages();
  return (
    <PublicPage title={t.title} sub={t.sub}>
      <Shop />
    </PublicPage>
  );
}
