import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import CommandPalette from './CommandPalette';

const piece = (text: string, match = false) => ({ text, match });

const laptop = {
  type: 'product',
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3c01',
  title: [piece('Field '), piece('laptop', true), piece(' 14')],
  excerpt: [piece('A quiet '), piece('laptop', true), piece(' for the road')],
  path: '/products/field-laptop-14',
  picture: { fileId: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3c02', alt: 'A laptop', width: 1280, height: 960 },
  score: 0.9,
};
const guide = {
  ...laptop,
  type: 'content',
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3c03',
  title: [piece('Choosing a '), piece('laptop', true)],
  excerpt: [],
  path: '/articles/choosing-a-laptop',
  picture: null,
};

const names = () => screen.getAllByRole('option').map((option) => option.textContent);

describe('CommandPalette', () => {
  beforeEach(() => server.use(on('get', '/search', () => success([]))));

  it('offers guests no rooms that they cannot enter', () => {
    renderPage(<CommandPalette />);
    expect(names()).toEqual(expect.arrayContaining(['Sign in', 'Products', 'Articles']));
    expect(names()).not.toContain('Security');
    expect(names()).not.toContain('Sign out');
  });

  it('finds by the beginnings of words, in any order', async () => {
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'theme dar');
    expect(names()).toEqual(['Use the dark theme']);
  });

  it('is driven by the keyboard, round and round, and closes on choosing', async () => {
    const { person, store, router } = renderPage(<CommandPalette />, { path: '/404' });
    const field = screen.getByRole('combobox');
    await person.type(field, '{ArrowUp}');
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Sign in');
    expect(field).toHaveAttribute('aria-activedescendant', screen.getByRole('option', { selected: true }).id);
    await person.type(field, '{ArrowDown}{Enter}');
    expect(router.state.location.pathname).toBe('/');
    expect(store.getState().ui.paletteOpen).toBe(false);
  });

  it('says when nothing is found, once that is known', async () => {
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'qqq');
    expect(await screen.findByText('Nothing found for “qqq”')).toBeInTheDocument();
  });

  it('finds records by group, with what was looked for marked, and asks once for what was typed in one go', async () => {
    const asked: string[] = [];
    server.use(
      on('get', '/search', ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('q')!);
        return success([guide, laptop]);
      }),
    );
    renderPage(<CommandPalette />);
    for (const value of ['la', 'lapt', 'laptop']) fireEvent.change(screen.getByRole('combobox'), { target: { value } });
    const products = await screen.findByRole('group', { name: 'Products' });
    expect(products).toHaveTextContent('Field laptop 14A quiet laptop for the road');
    expect([...products.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['laptop', 'laptop']);
    expect(screen.getByRole('group', { name: 'Articles' })).toHaveTextContent('Choosing a laptop');
    expect(asked).toEqual(['laptop']);
  });

  it('goes to a record, and offers it the next time', async () => {
    server.use(on('get', '/search', () => success([laptop])));
    const { person, router, unmount } = renderPage(<CommandPalette />, { path: '/404' });
    await person.type(screen.getByRole('combobox'), 'laptop');
    await screen.findByRole('group', { name: 'Products' });
    await person.keyboard('{Enter}');
    expect(router.state.location.pathname).toBe('/products/field-laptop-14');
    unmount();
    renderPage(<CommandPalette />);
    expect(screen.getByRole('group', { name: 'Recently opened' })).toHaveTextContent('Field laptop 14');
  });

  it('keeps what is chosen while more is found above it', async () => {
    let answer = () => {};
    const waits = new Promise<void>((resolve) => (answer = resolve));
    server.use(
      on('get', '/search', async () => {
        await waits;
        return success([laptop]);
      }),
    );
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'us{ArrowDown}');
    const before = screen.getByRole('option', { selected: true }).textContent;
    answer();
    await screen.findByRole('group', { name: 'Products' });
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent(before!);
  });

  it('stays useful when the search does not answer', async () => {
    server.use(on('get', '/search', () => new Response(null, { status: 503 })));
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'dark');
    expect(await screen.findByText(/did not answer/)).toBeInTheDocument();
    expect(names()).toEqual(['Use the dark theme']);
  });
});
