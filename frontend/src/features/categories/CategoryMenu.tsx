import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Category } from '@/api/types';
import { announce } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useCategoriesMessages } from '@/lib/messages/inventory';
import { Confirm } from '@/ui/Confirm';
import { ReasonedItem } from '@/ui/ReasonedItem';
import type { Asked } from './CategoryDialog';
import { useArrangeCategories, useDeleteCategory } from './mutations';

interface CategoryMenuProps {
  category: Category;
  /** All that are below the same one, in their order. */
  siblings: Category[];
  /** Nothing is below it. */
  leaf: boolean;
  onAsk: (asked: Asked) => void;
}

/** What one may do with a category. What is not possible says why. */
export function CategoryMenu({ category, siblings, leaf, onAsk }: CategoryMenuProps) {
  const t = useCategoriesMessages();
  const messages = useMessages();
  const may = useMay();
  const arrange = useArrangeCategories();
  const remove = useDeleteCategory();
  const [asking, setAsking] = useState(false);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };
  const { name, slug, productCount } = category;
  const place = siblings.indexOf(category);
  const blocked = productCount > 0 ? t.hasProducts : leaf ? undefined : t.hasChildren;

  async function move(to: number) {
    const order = siblings.toSpliced(place, 1).toSpliced(to, 0, category);
    await announce(arrange.mutateAsync(order), t.moved(name), messages);
  }

  async function confirmRemoval() {
    await announce(remove.mutateAsync(category), t.removed(name), messages);
    setAsking(false);
  }

  if (!may('categories:update') && !may('categories:create') && !may('categories:delete')) return null;
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size={34} aria-label={t.menu(name)} loading={arrange.isPending}>
            <IconDots size={19} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('categories:create') && (
            <ReasonedItem icon={<IconPlus {...icon} />} onClick={() => onAsk({ edit: null, parent: slug })}>
              {t.addBelow}
            </ReasonedItem>
          )}
          {may('categories:update') && (
            <>
              <ReasonedItem
                icon={<IconPencil {...icon} />}
                onClick={() => onAsk({ edit: category, parent: category.parent ?? '' })}
              >
                {t.edit}
              </ReasonedItem>
              <ReasonedItem
                icon={<IconArrowUp {...icon} />}
                reason={place === 0 ? t.isFirst : undefined}
                onClick={() => void move(place - 1)}
              >
                {t.up}
              </ReasonedItem>
              <ReasonedItem
                icon={<IconArrowDown {...icon} />}
                reason={place === siblings.length - 1 ? t.isLast : undefined}
                onClick={() => void move(place + 1)}
              >
                {t.down}
              </ReasonedItem>
            </>
          )}
          {may('categories:delete') && (
            <ReasonedItem danger icon={<IconTrash {...icon} />} reason={blocked} onClick={() => setAsking(true)}>
              {t.remove}
            </ReasonedItem>
          )}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking}
        title={t.removeTitle(name)}
        text={t.removeText}
        action={t.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
