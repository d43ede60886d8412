import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { ApiError } from '@/api/errors';
import type { Messages } from '@/lib/messages/en';
import { errorText } from '@/features/errors/errorText';

/**
 * Puts an error where it belongs: each of the API's details at its field, everything else above the form. Several
 * messages for one field are shown together. The input stays as it is.
 *
 * @param fields names of the fields that this form shows
 * @param taken what to say of a value that is taken already, where it is no account's address
 */
export function applyError<Values extends FieldValues>(
  error: unknown,
  form: Pick<UseFormReturn<Values>, 'setError'>,
  fields: FieldPath<Values>[],
  t: Messages,
  taken: string = t.errors.duplicateEmail,
): void {
  const details = error instanceof ApiError ? error.details : [];
  const known = fields.filter((field) => details.some((detail) => detail.field === field));
  for (const field of known) {
    const own = details.filter((detail) => detail.field === field).map((detail) => detail.message);
    form.setError(field, { type: 'api', message: textFor(error, own, taken) }, { shouldFocus: field === known[0] });
  }
  if (known.length === 0) form.setError('root.api', { type: 'api', message: errorText(error, t) });
}

function textFor(error: unknown, messages: string[], taken: string): string {
  if (error instanceof ApiError && error.code === 'DUPLICATE_ENTRY') return taken;
  return messages.join('. ');
}
