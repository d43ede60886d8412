import type { Subscription } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useBillingMessages } from '@/lib/messages/billing';
import type { Fact } from '@/ui/Facts';
import { stateOf } from './states';

/** What there is to know of a subscription beside its plan. */
export function usePlanFacts(subscription: Subscription): Fact[] {
  const texts = useBillingMessages();
  const t = texts.plan;
  const format = useFormat();
  const { plan, card, credit, currentPeriodStart, currentPeriodEnd, nextAttemptAt, createdAt } = subscription;
  const state = stateOf(subscription);
  const facts: (Fact | false)[] = [
    (state === 'active' || state === 'trialing') && {
      term: state === 'trialing' ? t.firstCharge : t.nextCharge,
      value: t.charge(format.date(currentPeriodEnd), format.money(plan.price, plan.currency)),
    },
    state === 'ending' && { term: t.ends, value: format.date(currentPeriodEnd) },
    state === 'past_due' && nextAttemptAt !== null && { term: t.nextAttempt, value: format.date(nextAttemptAt) },
    Number(credit) > 0 && { term: t.credit, value: t.creditOf(format.money(credit, plan.currency)) },
    Number(credit) < 0 && { term: t.carried, value: t.carriedOf(format.money(credit.slice(1), plan.currency)) },
    state === 'active' && {
      term: t.period,
      value: t.span(format.day(currentPeriodStart), format.day(currentPeriodEnd)),
    },
    state !== 'ending' && {
      term: t.card,
      value: card ? texts.card.ofBrand(brandName(card.brand), card.last4) : t.noCard,
    },
    state !== 'incomplete' && { term: t.since, value: format.date(createdAt) },
  ];
  return facts.filter((fact) => fact !== false);
}

/** "Visa", as the provider writes `visa`. */
export function brandName(brand: string): string {
  return brand.charAt(0).toLocaleUpperCase() + brand.slice(1);
}
