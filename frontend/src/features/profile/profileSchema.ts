import { nameField } from '@/features/forms/schemas';
import type { Messages } from '@/lib/messages/en';
import { z } from '@/lib/zod';

/** What may stand in the profile form. */
export const profileSchema = (t: Messages) =>
  z.object({
    firstName: nameField(t),
    lastName: nameField(t),
    bio: z.string().check(z.trim(), z.maxLength(2000, t.validation.bioLength)),
    phone: z.string().check(
      z.trim(),
      z.refine((phone) => phone === '' || /^\+?[0-9 ()./-]{5,19}$/.test(phone), t.validation.phone),
    ),
    dateOfBirth: z
      .string()
      .check(z.refine((day) => day === '' || (day >= '1900-01-01' && day <= today()), t.validation.dateOfBirth)),
    timezone: z.string(),
  });

export type ProfileValues = z.infer<ReturnType<typeof profileSchema>>;

/** Today where the reader is, as YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
