import { describe, expect, it } from 'vitest';
import { bodyOf, changes, decided, differences, EMPTY, type ProductBody, type ProductValues } from './productValues';

const values: ProductValues = { ...EMPTY, name: 'Desk', sku: 'D-1', slug: 'desk', price: '400.00', stock: '9' };
const base = bodyOf(values);
const changed = (change: Partial<ProductBody>): ProductBody => ({ ...base, ...change });

describe('bodyOf', () => {
  it('sends what was typed as the API takes it', () => {
    const attributes = [
      { name: ' Weight ', value: ' 1.2 kg ' },
      { name: '', value: '' },
    ];
    const body = bodyOf({ ...values, name: ' Desk ', price: '1249,50', stock: ' 4 ', slug: '', attributes });
    expect(body).toMatchObject({ name: 'Desk', price: '1249.50', stock: 4, category: null });
    expect(body.attributes).toEqual({ Weight: '1.2 kg' });
    expect(body).not.toHaveProperty('slug');
  });
});

describe('changes', () => {
  it('are the fields that are not as before, and no others', () => {
    expect(changes(base, changed({ price: '420.00' }))).toEqual({ price: '420.00' });
    expect(changes(base, changed({ images: [{ fileId: 'a', alt: '' }] }))).toHaveProperty('images');
    expect(changes(base, changed({}))).toEqual({});
  });
});

describe('differences', () => {
  const mine = changed({ name: 'Oak desk', price: '420.00' });
  const theirs = changed({ name: 'Standing desk', stock: 5 });

  it('propose of each field the state of whoever has changed it', () => {
    expect(differences(base, mine, theirs)).toEqual([
      { field: 'name', side: 'mine', both: true },
      { field: 'price', side: 'mine', both: false },
      { field: 'stock', side: 'theirs', both: false },
    ]);
  });

  it('are decided field by field, and what nobody disputes stays theirs', () => {
    const result = decided(mine, theirs, { name: 'theirs', price: 'mine', stock: 'theirs' });
    expect(result).toEqual(changed({ name: 'Standing desk', price: '420.00', stock: 5 }));
  });
});
