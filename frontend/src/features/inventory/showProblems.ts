import type { UseFormReturn } from 'react-hook-form';
import { ApiError } from '@/api/errors';
import { applyError } from '@/features/forms/applyError';
import type { Messages } from '@/lib/messages/en';
import { FIELDS, type ProductValues } from './productValues';

/** Puts what the API says of a product at its fields; of what is within a list, at that list. */
export function showProblems(error: unknown, form: UseFormReturn<ProductValues>, t: Messages, taken: string): void {
  applyError(error instanceof ApiError ? outermost(error) : error, form, FIELDS, t, taken);
}

/** The same error with `images.0.alt` as `images`. */
function outermost(error: ApiError): ApiError {
  const details = error.details.map(({ field, message }) => ({ field: field.split(/[.[]/, 1)[0]!, message }));
  return new ApiError({ ...error, message: error.message, details });
}
