import { useFormat } from '@/lib/format';

/** Formats a price, without decimal places where they are all zero: "$12", "$12.50". */
export function usePrice(): (amount: string, currency: string) => string {
  const format = useFormat();
  return (amount, currency) =>
    Number.isInteger(Number(amount)) ? format.wholeMoney(Number(amount), currency) : format.money(amount, currency);
}
