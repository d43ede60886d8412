import { useMemo } from 'react';
import { useMessages } from './context';
import type { Messages } from './en';
import type { MemberTexts } from './member.en';
import { textPart } from './parts';

export type MemberMessages = Messages & MemberTexts;

/** The texts of what one sees signed in. */
export const memberTexts = textPart<MemberTexts>({
  en: async () => (await import('./member.en')).member,
  de: async () => (await import('./member.de')).member,
});

/** The texts of the reader's language, with those of the signed-in application. */
export function useMemberMessages(): MemberMessages {
  const messages = useMessages();
  const texts = memberTexts.useTexts();
  return useMemo(() => ({ ...messages, ...texts }), [messages, texts]);
}
