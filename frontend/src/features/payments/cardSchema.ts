import type { Messages } from '@/lib/messages/en';
import type { payment } from '@/lib/messages/payment.en';
import { z } from '@/lib/zod';
import { isCardNumber, isGoodUntil } from './cards';

/** What may stand in the card form. */
export const cardSchema = (t: Messages, texts: typeof payment) => {
  const needed = z.string().check(z.trim(), z.minLength(1, t.validation.required));
  return z.object({
    card: needed.check(z.refine((card) => card === '' || isCardNumber(card), texts.wrongNumber)),
    expiry: needed.check(z.refine((expiry) => expiry === '' || isGoodUntil(expiry), texts.wrongExpiry)),
    cvc: needed.check(z.refine((cvc) => cvc === '' || /^\d{3,4}$/.test(cvc), texts.wrongCvc)),
  });
};

export type CardValues = z.infer<ReturnType<typeof cardSchema>>;
