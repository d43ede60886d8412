import { expect, request, type APIRequestContext } from '@playwright/test';
import { newPerson, type Person } from './people.ts';

interface Order {
  id: string;
  number: string;
  status: string;
  total: string;
}

/** Somebody who buys over the API, as a program in their name would. */
export class Buyer {
  private constructor(
    readonly person: Person,
    private readonly api: APIRequestContext,
  ) {}

  static async begin(baseURL: string | undefined, person = newPerson()): Promise<Buyer> {
    const context = await request.newContext({ baseURL, extraHTTPHeaders: { 'X-Client': 'api' } });
    const { accessToken } = await data<{ accessToken: string }>(
      context.post('/api/v1/auth/register', { data: person }),
    );
    await context.dispose();
    const extraHTTPHeaders = { Authorization: `Bearer ${accessToken}` };
    return new Buyer(person, await request.newContext({ baseURL, extraHTTPHeaders }));
  }

  /** An order that is not paid yet. */
  async order(productId: string, quantity = 1): Promise<Order> {
    return data<Order>(this.api.post('/api/v1/orders', { data: { items: [{ productId, quantity }] } }));
  }

  /** An order that is paid with one of the sandbox's cards; waits until it is known to be. */
  async paidOrder(productId: string, quantity = 1): Promise<Order> {
    const { id } = await this.order(productId, quantity);
    const payment = await data<{ id: string }>(this.api.post(`/api/v1/orders/${id}/payment`));
    const card = { card: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };
    await data(this.api.post(`/api/v1/payments/${payment.id}/sandbox-confirmation`, { data: card }));
    const status = async () => (await this.look(id)).status;
    await expect.poll(status, { message: 'the payment of an order', timeout: 60_000 }).toBe('paid');
    return this.look(id);
  }

  private look(id: string): Promise<Order> {
    return data<Order>(this.api.get(`/api/v1/orders/${id}`));
  }
}

async function data<T>(asked: ReturnType<APIRequestContext['post']>): Promise<T> {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { data: T }).data;
}
