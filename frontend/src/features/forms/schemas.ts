import type { Messages } from '@/lib/messages/en';
import { checkPassword } from '@/lib/passwordRules';
import { z } from '@/lib/zod';

/** An email address, without the spaces that phones like to add. */
export const emailField = (t: Messages) =>
  z.string().check(z.trim(), z.minLength(1, t.validation.required), z.email(t.validation.email));

/** A first or last name of 2 to 50 characters. */
export const nameField = (t: Messages) =>
  z.string().check(
    z.trim(),
    z.minLength(1, t.validation.required),
    z.refine((name) => name.length >= 2 && name.length <= 50, t.validation.nameLength),
  );

/** A password that exists already; its rules were checked when it was made. */
export const knownPasswordField = (t: Messages) => z.string().check(z.minLength(1, t.validation.required));

/** A password that is being made. */
export const newPasswordField = (t: Messages) =>
  z.string().check(
    z.minLength(1, t.validation.required),
    z.refine((password) => checkPassword(password).every(({ kept }) => kept), t.validation.passwordRules),
  );

/** The six digits of an authenticator app, also with the space that apps show between them. */
export const codeField = (t: Messages) =>
  z.string().check(
    z.trim(),
    z.minLength(1, t.validation.required),
    z.refine((code) => /^\d{3}\s?\d{3}$/.test(code), t.validation.code),
  );

/** A code of letters and digits, whose form the server knows. */
export const recoveryCodeField = (t: Messages) => z.string().check(z.trim(), z.minLength(1, t.validation.required));
