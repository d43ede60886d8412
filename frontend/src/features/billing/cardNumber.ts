/** A card's number as it stands on the card, in groups: of fifteen digits as 4-6-5, all others by four. */
export function grouped(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, 19);
  const groups = /^3[47]/.test(digits) ? /^(\d{1,4})(\d{0,6})(\d{0,5})/ : null;
  const parts = groups ? (groups.exec(digits)?.slice(1) ?? []) : (digits.match(/\d{1,4}/g) ?? []);
  return parts.filter(Boolean).join(' ');
}

/** Whether it can be a card's number: long enough, and its check digit (Luhn) is right. */
export function isCardNumber(typed: string): boolean {
  const digits = [...typed.replace(/\D/g, '')].map(Number);
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const counted = place % 2 === 1 ? digit * 2 : digit;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return digits.length >= 12 && sum % 10 === 0;
}
