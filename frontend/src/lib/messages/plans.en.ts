const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;

type Interval = 'month' | 'year';

/** The texts about plans, in English. */
export const plans = {
  title: 'Start free. Add room when you need it.',
  tab: 'Plans',
  sub: 'Everything here works without a plan. A plan gives your programs more room, and keeps the lights on.',
  intervals: 'How often you pay',
  interval: { month: 'Monthly', year: 'Yearly' } as Record<Interval, string>,
  save: (percent: string) => `save ${percent}`,
  per: { month: 'a month', year: 'a year' } as Record<Interval, string>,
  price: (amount: string, interval: Interval) => `${amount} ${interval === 'month' ? 'a month' : 'a year'}`,
  monthlyShare: (amount: string) => `That is ${amount} a month, before tax`,
  onlyMonthly: 'Billed monthly, before tax',
  onlyYearly: 'Billed yearly, before tax',
  beforeTax: 'before tax',
  premium: 'Premium',
  trial: (days: number) => `${count(days, 'day', 'days')} free, then`,
  trialNote: (days: number) =>
    `The first ${count(days, 'day is', 'days are')} free. Cancel before they end, and you pay nothing.`,
  noTrialNote: 'Starts with your first payment. Cancel whenever you like.',
  includes: (plan: string) => `What ${plan} includes`,
  free: {
    name: 'Member',
    description: 'An account, and everything you need to start.',
    price: 'Free',
    note: 'For as long as you like',
    features: ['Shop, write and keep files', 'Teams and shared work', 'API keys with 1,000 requests an hour'],
  },
  action: {
    register: 'Create an account',
    trial: (days: number) => `Try it free for ${count(days, 'day', 'days')}`,
    choose: (plan: string) => `Choose ${plan}`,
    change: (plan: string) => `Change to ${plan}`,
    yours: 'Your plan',
    included: 'You have this',
    manage: 'Manage your plan',
  },
  limits: {
    title: 'What premium means',
    text: 'Your programs may ask five times as much of the API, from the moment your plan begins. Every answer says in its headers how much of the hour is left.',
    usual: 'Every account',
    premium: 'With a premium plan',
    perHour: (value: string) => `${value} requests an hour`,
  },
  questions: {
    title: 'Good to know',
    list: [
      [
        'When do I pay?',
        'A trial costs nothing until it ends. After that, each period is paid when it begins. A mail with the invoice comes every time, and three days before a trial ends.',
      ],
      [
        'Can I change my plan?',
        'Any time. What is unused of the old plan is credited to the second, and you see the exact amount before you confirm.',
      ],
      [
        'What happens when I cancel?',
        'Your plan stays until the end of the period you have paid for, then your account is free again. Nothing you made is lost, and until then you can change your mind.',
      ],
      [
        'What if a card is declined?',
        'We write to you and try again over the following days. You can pay with another card in the meantime.',
      ],
    ] as [string, string][],
  },
  emptyTitle: 'No plans at the moment',
  empty: 'Everything here can be used without one.',
};

export type PlansTexts = typeof plans;
