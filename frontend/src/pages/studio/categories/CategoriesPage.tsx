import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Asked } from '@/features/categories/CategoryDialog';
import { CategoryTree } from '@/features/categories/CategoryTree';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMay } from '@/features/roles/useMay';
import { useCategoriesMessages } from '@/lib/messages/inventory';

export default function CategoriesPage() {
  const t = useCategoriesMessages();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <StudioPage
      permission="categories:update"
      title={t.title}
      sub={t.sub}
      actions={
        may('categories:create') && (
          <Button
            leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
            onClick={() => setAsked({ edit: null, parent: '' })}
          >
            {t.add}
          </Button>
        )
      }
    >
      <CategoryTree asked={asked} onAsk={setAsked} />
    </StudioPage>
  );
}
