import { useQueryClient } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import type { Product } from '@/api/types';
import { ApiError } from '@/api/errors';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Later } from '@/ui/Later';
import { useUpdateProduct } from './mutations';
import { ProductForm, useProductForm } from './ProductForm';
import { bodyOf, changes, valuesOf, type ProductBody, type ProductValues } from './productValues';
import { productQuery } from './queries';
import { showProblems } from './showProblems';

const ConflictDialog = lazy(() => import('./ConflictDialog'));

/** A product with the version that one has seen of it. */
export interface Seen {
  product: Product;
  version: string | null;
}

/** Changes a product. When someone else has saved in between, it shows both states and asks. */
export default function EditProductForm({ seen }: { seen: Seen }) {
  const messages = useMessages();
  const t = useProductsMessages();
  const queries = useQueryClient();
  const [base, setBase] = useState(seen);
  const [other, setOther] = useState<{ mine: ProductBody; theirs: Seen } | null>(null);
  const update = useUpdateProduct(base.product.id);
  const form = useProductForm(valuesOf(base.product));
  const { isDirty } = form.formState;

  // What others save is taken over as long as nothing of one's own is at stake; after that, saving tells of it.
  if (!isDirty && seen.version !== base.version && seen !== base) setBase(seen);
  useEffect(() => form.reset(valuesOf(base.product)), [base, form]);

  async function save(body: Partial<ProductBody>, from: Seen) {
    await update.mutateAsync({ body, version: from.version });
    setBase(await queries.fetchQuery({ ...productQuery(from.product.id), staleTime: 0 }));
    setOther(null);
    showDone(t.saved);
  }

  async function submit(values: ProductValues) {
    const mine = bodyOf(values);
    try {
      await save(changes(bodyOf(valuesOf(base.product)), mine), base);
    } catch (error) {
      if (!(await meets(error, mine))) showProblems(error, form, messages, t.form.taken);
    }
  }

  /** Asks what shall be, when that is what went wrong. */
  async function meets(error: unknown, mine: ProductBody): Promise<boolean> {
    if (!(error instanceof ApiError && error.code === 'PRECONDITION_FAILED')) return false;
    setOther({ mine, theirs: await queries.fetchQuery({ ...productQuery(base.product.id), staleTime: 0 }) });
    return true;
  }

  async function decide(body: ProductBody, theirs: Seen) {
    try {
      await save(changes(bodyOf(valuesOf(theirs.product)), body), theirs);
    } catch (error) {
      if (await meets(error, body)) return;
      setOther(null);
      showProblems(error, form, messages, t.form.taken);
    }
  }

  return (
    <>
      <ProductForm form={form} action={messages.common.save} onSubmit={submit} />
      <Later when={other !== null}>
        {other && (
          <ConflictDialog
            key={other.theirs.version}
            base={bodyOf(valuesOf(base.product))}
            mine={other.mine}
            theirs={bodyOf(valuesOf(other.theirs.product))}
            busy={update.isPending}
            onDecide={(body) => void decide(body, other.theirs)}
            onDrop={() => {
              setBase(other.theirs);
              setOther(null);
            }}
            onClose={() => setOther(null)}
          />
        )}
      </Later>
    </>
  );
}
