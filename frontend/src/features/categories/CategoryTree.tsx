import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCategory, IconPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { Link } from 'react-router';
import type { Category } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { useMay } from '@/features/roles/useMay';
import { useCategoriesMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Later } from '@/ui/Later';
import { SkeletonRows } from '@/ui/SkeletonRows';
import type { Asked } from './CategoryDialog';
import { CategoryMenu } from './CategoryMenu';
import classes from './CategoryTree.module.css';
import { categoriesQuery } from '@/features/catalog/queries';
import { treeOf, type Branch } from './tree';

const CategoryDialog = lazy(() => import('./CategoryDialog'));

interface CategoryTreeProps {
  /** What is being added or edited; null for nothing. */
  asked: Asked | null;
  onAsk: (asked: Asked | null) => void;
}

/** All categories as the tree that they are. */
export function CategoryTree({ asked, onAsk }: CategoryTreeProps) {
  const t = useCategoriesMessages();
  const may = useMay();
  const found = useQuery(categoriesQuery);
  const [shown, setShown] = useState(asked);
  // While the dialog goes, it still says what it said.
  if (asked && asked !== shown) setShown(asked);
  if (found.isPending) return <SkeletonRows count={8} />;
  if (!found.data) return <LoadError error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <Card className={classes.card}>
        {found.data.length === 0 ? (
          <EmptyState
            icon={<IconCategory size={28} stroke={1.5} aria-hidden="true" />}
            title={t.emptyTitle}
            text={t.empty}
            action={
              may('categories:create') && (
                <Button
                  leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
                  onClick={() => onAsk({ edit: null, parent: '' })}
                >
                  {t.add}
                </Button>
              )
            }
          />
        ) : (
          <Branches label={t.list} branches={treeOf(found.data)} onAsk={onAsk} />
        )}
      </Card>
      <Later when={asked !== null}>
        {shown && (
          <CategoryDialog opened={asked !== null} asked={shown} categories={found.data} onClose={() => onAsk(null)} />
        )}
      </Later>
    </>
  );
}

interface BranchesProps {
  label?: string;
  branches: Branch[];
  onAsk: (asked: Asked) => void;
}

function Branches({ label, branches, onAsk }: BranchesProps) {
  const siblings = branches.map(({ category }) => category);
  return (
    <ul className={classes.branches} aria-label={label}>
      {branches.map(({ category, children }) => (
        <li key={category.id}>
          <Row category={category} siblings={siblings} leaf={children.length === 0} onAsk={onAsk} />
          {children.length > 0 && <Branches branches={children} onAsk={onAsk} />}
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  category: Category;
  siblings: Category[];
  leaf: boolean;
  onAsk: (asked: Asked) => void;
}

function Row({ category, siblings, leaf, onAsk }: RowProps) {
  const t = useCategoriesMessages();
  const { name, slug, description, productCount } = category;
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <p className={classes.name}>
          <span>{name}</span>
          <span className="mono">{slug}</span>
        </p>
        {description && <p className={classes.description}>{description}</p>}
      </div>
      <Link
        className={classes.count}
        to={`/studio/products?category=${encodeURIComponent(slug)}`}
        aria-label={`${t.products(productCount)}: ${t.showProducts(name)}`}
      >
        {t.products(productCount)}
      </Link>
      <CategoryMenu category={category} siblings={siblings} leaf={leaf} onAsk={onAsk} />
    </div>
  );
}
