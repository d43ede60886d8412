import { expect, request, type APIRequestContext } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { admin, newPerson, type Person } from './people.ts';

interface Plan {
  id: string;
  slug: string;
  name: string;
}

/** Offers plans and brings people who have them over the API, as an administrator's program would. */
export class BillingDesk {
  private readonly offered: string[] = [];

  private constructor(
    private readonly api: APIRequestContext,
    private readonly baseURL: string | undefined,
  ) {}

  static async begin(baseURL: string | undefined): Promise<BillingDesk> {
    return new BillingDesk(await signedIn(baseURL, admin()), baseURL);
  }

  /** A plan of a name of its own, premium, for 12 dollars a month unless `terms` say otherwise. */
  async plan(terms: { price?: string; trialDays?: number } = {}): Promise<Plan> {
    const name = `Room ${randomUUID().slice(0, 8)}`;
    const form = { price: '12.00', currency: 'USD', interval: 'month', premium: true, position: 900, ...terms };
    const answer = await this.api.post('/api/v1/plans', { data: { ...form, name, features: ['Rope', 'Sand'] } });
    expect(answer.ok(), await answer.text()).toBe(true);
    const plan = (await answer.json()).data as Plan;
    this.offered.push(plan.id);
    return plan;
  }

  /** Someone who has subscribed to a plan. */
  async subscriber(planId: string): Promise<Person> {
    const person = newPerson('Tomás', 'Ortega');
    const registered = await this.api.post('/api/v1/auth/register', { data: person, headers: { Authorization: '' } });
    expect(registered.ok(), await registered.text()).toBe(true);
    const theirs = await signedIn(this.baseURL, person);
    const begun = await theirs.post('/api/v1/subscriptions', { data: { planId } });
    expect(begun.ok(), await begun.text()).toBe(true);
    await theirs.dispose();
    return person;
  }

  /** How many requests an hour the API allows someone. */
  async limitOf(person: Person): Promise<number> {
    const theirs = await signedIn(this.baseURL, person);
    const answer = await theirs.get('/api/v1/auth/me');
    await theirs.dispose();
    return Number(answer.headers()['x-ratelimit-limit']);
  }

  /** Offers its plans no more, so that they do not stand among those that others look at. */
  async end(): Promise<void> {
    for (const id of this.offered) await this.api.patch(`/api/v1/plans/${id}`, { data: { active: false } });
    await this.api.dispose();
  }
}

/** The API with someone's token. */
async function signedIn(baseURL: string | undefined, { email, password }: Pick<Person, 'email' | 'password'>) {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { 'X-Client': 'api' } });
  const answer = await (await context.post('/api/v1/auth/login', { data: { email, password } })).json();
  await context.dispose();
  const Authorization = `Bearer ${answer.data.accessToken}`;
  return request.newContext({ baseURL, extraHTTPHeaders: { Authorization } });
}
