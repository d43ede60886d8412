import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Product } from '@/api/types';
import { usePicked } from '@/features/bulk/usePicked';
import { inventoryTexts } from '@/lib/messages/inventory';
import { ada, failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { ProductBulk } from './ProductBulk';

const product = (id: string, name: string) => ({ id, name }) as Product;
const goods = [product('1', 'Cup'), product('2', 'Plate'), product('3', 'Bowl')];

function Room() {
  const picked = usePicked<Product>();
  return (
    <>
      <button type="button" onClick={() => picked.pick(goods, true)}>
        {'all'}
      </button>
      <ProductBulk picked={picked} />
    </>
  );
}

const permission = (name: string) => ({ name, description: name, roles: ['manager'], inPerson: false });

describe('ProductBulk', () => {
  beforeEach(async () => {
    await inventoryTexts.load();
    const permissions = ['products:update', 'products:delete'].map(permission);
    server.use(on('get', '/roles', () => success({ roles: [], permissions })));
  });

  it('says of each product that did not work why, and keeps it chosen', async () => {
    const asked: string[] = [];
    server.use(
      on('patch', '/products/{id}', ({ params }) => {
        asked.push(String(params.id));
        return params.id === '2' ? failure(409, 'CONFLICT', 'It is in an open order') : success({});
      }),
    );
    const { person } = renderPage(<Room />, { user: { ...ada, role: 'manager' } });
    await person.click(screen.getByText('all'));
    expect(screen.getByText('3 chosen')).toBeInTheDocument();
    await person.click(await screen.findByRole('button', { name: 'Deactivate' }));
    const dialog = await screen.findByRole('dialog', { name: 'Deactivating 3 products' });
    const failures = await within(dialog).findByText('1 did not work');
    expect(failures).toBeInTheDocument();
    expect(within(dialog).getByText('Plate')).toBeInTheDocument();
    expect(within(dialog).getByText('It is in an open order')).toBeInTheDocument();
    expect(asked.toSorted()).toEqual(['1', '2', '3']);
    await person.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!);
    expect(await screen.findByText('1 chosen')).toBeInTheDocument();
  });
});
