import type { Invoice, Subscription } from '@/api/types';
import type { PillTone } from '@/ui/Pill';

const DAY_MS = 86_400_000;

/** Where a subscription is; `ending` when it was canceled and runs out. */
export type State = Subscription['status'] | 'ending';

export const STATE_TONES: Record<State, PillTone> = {
  incomplete: 'warn',
  trialing: 'good',
  active: 'good',
  past_due: 'bad',
  canceled: 'neutral',
  ending: 'warn',
};

export const INVOICE_TONES: Record<Invoice['status'], PillTone> = {
  open: 'warn',
  paid: 'good',
  void: 'neutral',
  uncollectible: 'bad',
};

type Stated = Pick<Subscription, 'status' | 'cancelAtPeriodEnd'>;

export function stateOf({ status, cancelAtPeriodEnd }: Stated): State {
  return cancelAtPeriodEnd && (status === 'active' || status === 'trialing') ? 'ending' : status;
}

/** Whether it waits for a payment. */
export function isUnsettled({ status }: Pick<Subscription, 'status'>): boolean {
  return status === 'incomplete' || status === 'past_due';
}

/** The one of a person's subscriptions that has not ended. */
export function liveOf<One extends Pick<Subscription, 'status'>>(subscriptions: One[]): One | undefined {
  return subscriptions.find(({ status }) => status !== 'canceled');
}

/** Whether there was a trial among a person's subscriptions: it is given once. */
export function hasTried(subscriptions: Pick<Subscription, 'trialEndsAt'>[]): boolean {
  return subscriptions.some(({ trialEndsAt }) => trialEndsAt !== null);
}

/** How many days are left until a moment, begun ones as whole ones. */
export function daysUntil(iso: string, now: Date): number {
  return Math.max(0, Math.ceil((new Date(iso).getTime() - now.getTime()) / DAY_MS));
}

/** How much of a span has passed, from 0 to 1. */
export function shareOf(start: string, end: string, now: Date): number {
  const [from, to] = [new Date(start).getTime(), new Date(end).getTime()];
  return to <= from ? 1 : Math.min(1, Math.max(0, (now.getTime() - from) / (to - from)));
}

/** `iso` so many days later or, when negative, earlier. */
export function addDays(iso: string, days: number): string {
  return new Date(new Date(iso).getTime() + days * DAY_MS).toISOString();
}
