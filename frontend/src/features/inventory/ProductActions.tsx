import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconExternalLink, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Product } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useProductsMessages } from '@/lib/messages/inventory';
import { useMemberMessages } from '@/lib/messages/member';
import { Confirm } from '@/ui/Confirm';
import { ReasonedItem } from '@/ui/ReasonedItem';
import { useDeleteProduct } from './mutations';

/** What one may do with a product beside changing it. */
export function ProductActions({ product }: { product: Product }) {
  const t = useProductsMessages();
  const messages = useMessages();
  const lists = useMemberMessages().lists;
  const may = useMay();
  const navigate = useNavigate();
  const remove = useDeleteProduct(product.id);
  const [asking, setAsking] = useState(false);

  async function confirmRemoval() {
    try {
      await remove.mutateAsync();
      showDone(t.removed(product.name));
      void navigate('/studio/products');
    } catch (error) {
      setAsking(false);
      showError(error, messages);
    }
  }

  return (
    <>
      {product.active && (
        <Button
          component={Link}
          to={`/products/${product.slug}`}
          variant="default"
          leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
        >
          {t.view}
        </Button>
      )}
      {may('products:delete') && (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon size={38} aria-label={lists.moreActions}>
              <IconDots size={20} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ReasonedItem
              danger
              icon={<IconTrash size={17} stroke={1.75} aria-hidden="true" />}
              onClick={() => setAsking(true)}
            >
              {t.remove}
            </ReasonedItem>
          </Menu.Dropdown>
        </Menu>
      )}
      <Confirm
        opened={asking}
        title={t.removeTitle(product.name)}
        text={t.removeText}
        action={t.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
