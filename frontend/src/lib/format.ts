import { useMemo } from 'react';
import { useLanguage } from './messages/context';
import type { Language } from './messages/languages';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export interface Formatter {
  /** "22 November 2026" */
  date(iso: string): string;
  /** "22 Nov 2026" */
  day(iso: string): string;
  /** "22 Nov 2026, 14:05" */
  dateTime(iso: string): string;
  /** "14:05:09" */
  time(iso: string): string;
  /** "14:05" */
  clock(iso: string): string;
  /** "5 minutes ago"; under a minute "now". */
  relative(iso: string, now?: Date): string;
  number(value: number): string;
  percent(fraction: number): string;
  /** "8.5%", of a rate in percent as the API gives it: `"8.50"`. */
  rate(percent: string): string;
  /** "1.2 MB" */
  bytes(count: number): string;
  /** "Ada, Mina and Tomás" */
  list(parts: string[]): string;
  /** "$1,249.00", of an amount in major units as the API gives it: `"1249.00"`. */
  money(amount: string, currency: string): string;
  /** "$500", of a whole number of major units. */
  wholeMoney(amount: number, currency: string): string;
  /** "$1.2K", for the scale of a chart. */
  shortMoney(amount: number, currency: string): string;
}

/** The reader's own regional form of `language`, so that a British reader gets British dates. */
export function localeFor(language: Language, preferred: readonly string[] = navigator.languages): string {
  return preferred.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

/** Formats for one locale, in the reader's time zone. All times come in as RFC 3339 in UTC. */
export function createFormatter(locale: string, timeZone?: string): Formatter {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const inCurrency = (currency: string, maximumFractionDigits?: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      maximumFractionDigits,
    });
  return {
    date: (iso) => date.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    relative(iso, now = new Date()) {
      const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000);
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return relative.format(unit === 'second' ? 0 : Math.round(seconds / size), unit);
    },
    number: (value) => number.format(value),
    percent: (fraction) => percent.format(fraction),
    rate: (text) => rate.format(Number(text) / 100),
    bytes(count) {
      const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
      const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][power];
      const size = count / 1000 ** power;
      const maximumFractionDigits = power > 0 && size < 10 ? 1 : 0;
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(size);
    },
    list: (parts) => list.format(parts),
    // A decimal text is formatted digit by digit, without becoming a binary fraction on the way.
    money: (amount, currency) => inCurrency(currency).format(amount as Intl.StringNumericLiteral),
    wholeMoney: (amount, currency) => inCurrency(currency, 0).format(amount),
    shortMoney: (amount, currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumFractionDigits: 1,
        minimumFractionDigits: 0,
      }).format(amount),
  };
}

/** Formats in the reader's language and time zone. */
export function useFormat(): Formatter {
  const language = useLanguage();
  return useMemo(() => createFormatter(localeFor(language)), [language]);
}
