import { expect, request, type APIRequestContext } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { admin } from './people.ts';

interface Good {
  name: string;
  price: string;
  stock: number;
  category: string;
  currency?: string;
  attributes?: Record<string, string>;
}

interface Text {
  title: string;
  excerpt: string;
  body: string;
  tags: string[];
  language?: 'en' | 'de';
}

interface Stored {
  id: string;
  slug: string;
}

/** A word that nothing on the server has in its name yet. */
export function newWord(): string {
  return `q${randomUUID().slice(0, 8)}`;
}

/** Fills the shop and writes articles over the API, as an administrator's program would. */
export class Shopkeeper {
  private constructor(private readonly api: APIRequestContext) {}

  static async begin(baseURL: string | undefined): Promise<Shopkeeper> {
    const context = await request.newContext({ baseURL, extraHTTPHeaders: { 'X-Client': 'api' } });
    const { accessToken } = await data<{ accessToken: string }>(context.post('/api/v1/auth/login', { data: admin() }));
    await context.dispose();
    return new Shopkeeper(
      await request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${accessToken}` } }),
    );
  }

  /** @returns the slug of the category */
  async category(name: string, parent?: string): Promise<string> {
    return (await data<Stored>(this.api.post('/api/v1/categories', { data: { name, parent } }))).slug;
  }

  async product(good: Good): Promise<Stored> {
    const form = { currency: 'USD', ...good, sku: `E2E-${randomUUID()}`, description: `About the ${good.name}.` };
    return data<Stored>(this.api.post('/api/v1/products', { data: form }));
  }

  /** A published article. */
  async article(text: Text): Promise<Stored> {
    const draft = await data<Stored>(this.api.post('/api/v1/content', { data: text }));
    return data<Stored>(this.api.post(`/api/v1/content/${draft.id}/publication`, { data: {} }));
  }

  /** An article that nobody but its writers sees. */
  async draft(text: Text): Promise<Stored> {
    return data<Stored>(this.api.post('/api/v1/content', { data: text }));
  }

  async changeProduct(id: string, changes: Partial<Good>): Promise<void> {
    await data(this.api.patch(`/api/v1/products/${id}`, { data: changes }));
  }

  /** A paid order is on its way. */
  async fulfil(orderId: string, tracking: string): Promise<void> {
    await data(this.api.post(`/api/v1/orders/${orderId}/fulfilment`, { data: { tracking } }));
  }

  async changeArticle(id: string, changes: { slug: string }): Promise<void> {
    await data(this.api.patch(`/api/v1/content/${id}`, { data: changes }));
  }
}

async function data<T>(asked: ReturnType<APIRequestContext['post']>): Promise<T> {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { data: T }).data;
}
