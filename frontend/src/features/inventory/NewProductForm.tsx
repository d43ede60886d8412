import { useNavigate } from 'react-router';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useProductsMessages } from '@/lib/messages/inventory';
import { useCreateProduct } from './mutations';
import { ProductForm, useProductForm } from './ProductForm';
import { bodyOf, EMPTY, type ProductValues } from './productValues';
import { showProblems } from './showProblems';

/** Adds a product, and goes to its page. */
export default function NewProductForm() {
  const messages = useMessages();
  const t = useProductsMessages();
  const navigate = useNavigate();
  const create = useCreateProduct();
  const form = useProductForm(EMPTY);

  async function submit(values: ProductValues) {
    try {
      const product = await create.mutateAsync(bodyOf(values));
      showDone(t.created(product.name));
      void navigate(`/studio/products/${product.id}`);
    } catch (error) {
      showProblems(error, form, messages, t.form.taken);
    }
  }

  return <ProductForm form={form} action={t.form.create} onSubmit={submit} />;
}
