import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Category, Product } from '@/api/types';
import { failure, on, page, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { Shop } from './Shop';

const product = (name: string, change: Partial<Product> = {}): Product => ({
  id: name,
  sku: name,
  name,
  slug: name.toLowerCase().replaceAll(' ', '-'),
  description: '',
  price: '1249.00',
  currency: 'USD',
  category: 'laptops',
  categoryName: 'Laptops',
  stock: 40,
  inStock: true,
  images: [],
  attributes: {},
  active: true,
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-01T10:00:00.000Z',
  ...change,
});

const category = (slug: string, parent: string | null, productCount: number): Category => ({
  id: slug,
  slug,
  name: slug[0]!.toUpperCase() + slug.slice(1),
  description: null,
  parent,
  depth: parent ? 1 : 0,
  position: 0,
  productCount,
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-01T10:00:00.000Z',
});

const CATEGORIES = [
  category('electronics', null, 9),
  category('laptops', 'electronics', 6),
  category('empty', null, 0),
];

/** What the list of products was asked for, without what it always is asked for. */
let asked: Record<string, string>[] = [];

function answerWith(find: (query: URLSearchParams) => Product[]) {
  server.use(
    on('get', '/products', ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get('fields')) return page([{ price: '2390.00', currency: 'USD' }]);
      const { page: _page, limit: _limit, order: _order, sort: _sort, ...rest } = Object.fromEntries(query);
      asked.push(rest);
      return page(find(query));
    }),
  );
}

describe('Shop', () => {
  beforeEach(() => {
    asked = [];
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) => ({ matches: true, media: query, addEventListener() {}, removeEventListener() {} }) as never,
    );
    server.use(on('get', '/categories', () => success(CATEGORIES)));
    answerWith(() => [product('Field laptop'), product('Paper laptop', { stock: 2 })]);
  });

  it('shows what there is, what it costs and how much is left', async () => {
    renderPage(<Shop />);
    const list = await screen.findByRole('list', { name: 'Products' });
    const [first, second] = within(list).getAllByRole('article');
    expect(within(first!).getByRole('link', { name: 'Field laptop' })).toHaveAttribute(
      'href',
      '/products/field-laptop',
    );
    expect(first).toHaveTextContent('$1,249.00');
    expect(second).toHaveTextContent('Only 2 left');
    expect(screen.getByText('2 products')).toBeInTheDocument();
  });

  it('asks for what the address says', async () => {
    renderPage(<Shop />, {
      path: '/products?search=laptop&category=electronics&inStock=true&priceMin=2000&priceMax=500,5',
    });
    await screen.findByRole('list', { name: 'Products' });
    expect(asked).toEqual([
      {
        search: 'laptop',
        'filter[category]': 'electronics',
        'filter[inStock]': 'true',
        priceMin: '500.5',
        priceMax: '2000',
      },
    ]);
    expect(await screen.findByRole('button', { name: 'Remove the filter $500.50 to $2,000' })).toBeInTheDocument();
    expect(screen.getByLabelText('Sort by')).toHaveDisplayValue('Best match');
  });

  it('searches while one types, keeps the old until the new has come, and asks once', async () => {
    let release = () => {};
    answerWith(() => [product('Field laptop')]);
    const { router } = renderPage(<Shop />);
    await screen.findByRole('link', { name: 'Field laptop' });
    server.use(
      on('get', '/products', async ({ request }) => {
        asked.push({ search: new URL(request.url).searchParams.get('search')! });
        await new Promise<void>((resolve) => (release = resolve));
        return page([product('Round kettle')]);
      }),
    );
    asked = [];
    const field = screen.getByRole('searchbox', { name: 'Search products' });
    for (const value of ['k', 'ket', 'kettle']) fireEvent.change(field, { target: { value } });
    await vi.waitFor(() => expect(asked).toEqual([{ search: 'kettle' }]));
    expect(router.state.location.search).toBe('?search=kettle');
    expect(screen.getByRole('list', { name: 'Products' })).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('link', { name: 'Field laptop' })).toBeInTheDocument();
    release();
    expect(await screen.findByRole('link', { name: 'Round kettle' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Field laptop' })).toBeNull();
  });

  it('opens a category with what is below it, and goes back from it', async () => {
    const { person, router } = renderPage(<Shop />);
    const tree = await screen.findByRole('navigation', { name: 'Categories' });
    expect(
      within(tree)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['All products', 'Electronics9']);
    await person.click(within(tree).getByRole('link', { name: /Electronics/ }));
    await person.click(await within(tree).findByRole('link', { name: /Laptops/ }));
    expect(router.state.location.search).toBe('?category=laptops');
    expect(within(tree).getByRole('link', { name: /Laptops/ })).toHaveAttribute('aria-current', 'true');
    await router.navigate(-1);
    await vi.waitFor(() => expect(router.state.location.search).toBe('?category=electronics'));
  });

  it('leaves filters out one by one, and all at once when nothing fits', async () => {
    answerWith((query) => (query.size > 4 ? [] : [product('Field laptop')]));
    const { person, router } = renderPage(<Shop />, { path: '/products?inStock=true&priceMin=900&search=x' });
    await screen.findByText('Nothing fits');
    await person.click(screen.getByRole('button', { name: 'Remove the filter In stock' }));
    expect(router.state.location.search).toBe('?search=x&priceMin=900');
    expect(screen.getByRole('checkbox', { name: 'In stock' })).not.toBeChecked();
    await person.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(router.state.location.search).toBe('');
    expect(await screen.findByRole('link', { name: 'Field laptop' })).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('takes prices that are typed, once the typing pauses, and nothing but prices', async () => {
    const { person, router } = renderPage(<Shop />);
    await screen.findByRole('list', { name: 'Products' });
    await person.type(screen.getByRole('textbox', { name: 'Highest price' }), '2a000');
    expect(screen.getByRole('textbox', { name: 'Highest price' })).toHaveValue('2000');
    await vi.waitFor(() => expect(router.state.location.search).toBe('?priceMax=2000'));
    await vi.waitFor(() => expect(asked.at(-1)).toEqual({ priceMax: '2000' }));
  });

  it('says what went wrong, and tries again', async () => {
    server.use(on('get', '/products', () => failure(500, 'INTERNAL_ERROR')));
    const { person } = renderPage(<Shop />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on our side');
    answerWith(() => [product('Field laptop')]);
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Field laptop' })).toBeInTheDocument();
  });
});
