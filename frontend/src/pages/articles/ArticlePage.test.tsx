import { act, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { Article } from '@/api/types';
import { failure, on, page, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { restoring, signedIn } from '@/store/authSlice';
import ArticlePage from './ArticlePage';

const article: Article = {
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3d01',
  title: 'Ein Stuhl ist ein Werkzeug',
  slug: 'ein-stuhl',
  excerpt: 'Warum wir ihn erst verleihen.',
  body: '',
  bodyHtml: '<p>Man sitzt <strong>lange</strong>.</p>',
  status: 'published',
  publishAt: null,
  publishedAt: '2026-11-20T08:00:00.000Z',
  tags: ['furniture'],
  language: 'de',
  coverId: null,
  cover: null,
  teamId: null,
  author: { id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3d02', firstName: 'Mina', lastName: 'Kolari', profilePicture: null },
  readingMinutes: 4,
  revision: 1,
  createdAt: '2026-11-01T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
};

const at = (
  <Routes>
    <Route path="/articles/:slug" element={<ArticlePage />} />
  </Routes>
);

describe('ArticlePage', () => {
  it('shows an article in its own language, with who wrote it and when', async () => {
    server.use(
      on('get', '/content/by-slug/{slug}', () => success(article)),
      on('get', '/content', () => page([article])),
    );
    renderPage(at, { path: '/articles/ein-stuhl' });
    const text = await screen.findByText('lange');
    expect(text.closest('[lang]')).toHaveAttribute('lang', 'de');
    expect(screen.getByRole('heading', { level: 1, name: article.title })).toBeInTheDocument();
    expect(screen.getByText('Mina Kolari')).toBeInTheDocument();
    expect(screen.getByText('4 min read')).toBeInTheDocument();
    expect(screen.getByText(/20.*November.*2026|November 20, 2026/)).toBeInTheDocument();
    expect(screen.queryByText('Read next')).toBeNull();
  });

  it('follows links to other pages of this site without loading them anew', async () => {
    const bodyHtml = '<p><a href="/products/field-laptop-14?from=here">Field <em>laptop</em></a></p>';
    server.use(
      on('get', '/content/by-slug/{slug}', () => success({ ...article, bodyHtml })),
      on('get', '/content', () => page([])),
    );
    const { person, router } = renderPage(at, { path: '/articles/ein-stuhl' });
    await person.click(await screen.findByText('laptop'));
    expect(router.state.location.pathname).toBe('/products/field-laptop-14');
    expect(router.state.location.search).toBe('?from=here');
  });

  it('puts the address of today in the place of an old one', async () => {
    server.use(
      on('get', '/content/by-slug/{slug}', () => success(article)),
      on('get', '/content', () => page([])),
    );
    const { router } = renderPage(at, { path: '/articles/the-old-chair' });
    await screen.findByText('lange');
    expect(router.state.location.pathname).toBe('/articles/ein-stuhl');
    expect(router.state.historyAction).toBe('REPLACE');
  });

  it('offers others about the same, then the newest, never itself', async () => {
    const other = (title: string) => ({ ...article, id: title, slug: title, title });
    server.use(
      on('get', '/content/by-slug/{slug}', () => success(article)),
      on('get', '/content', ({ request }) => {
        const tag = new URL(request.url).searchParams.get('filter[tag]');
        return page(tag ? [article, other('same')] : [other('newest'), article, other('same'), other('older')]);
      }),
    );
    renderPage(at, { path: '/articles/ein-stuhl' });
    const next = await screen.findByRole('list', { name: 'Read next' });
    const titles = [...next.querySelectorAll('h3')].map((title) => title.textContent);
    expect(titles).toEqual(['same', 'newest', 'older']);
  });

  it('says when there is no such article, and leads to the others', async () => {
    server.use(on('get', '/content/by-slug/{slug}', () => failure(404, 'NOT_FOUND')));
    renderPage(at, { path: '/articles/none' });
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('not here any more');
    expect(screen.getByRole('link', { name: 'All articles' })).toHaveAttribute('href', '/articles');
  });

  it('waits until it is known who reads, for an article may be for the members of a team', async () => {
    const readers: (string | null)[] = [];
    server.use(
      on('get', '/content/by-slug/{slug}', ({ request }) => {
        readers.push(request.headers.get('Authorization'));
        return success(article);
      }),
      on('get', '/content', () => page([])),
    );
    const { store, router } = renderPage(at, { path: '/' });
    act(() => store.dispatch(restoring()));
    await act(() => router.navigate('/articles/ein-stuhl'));
    expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
    act(() => store.dispatch(signedIn('a-token')));
    await screen.findByText('lange');
    expect(readers).toEqual(['Bearer a-token']);
  });
});
