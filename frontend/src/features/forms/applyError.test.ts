import { describe, expect, it, vi } from 'vitest';
import { ApiError, NetworkError } from '@/api/errors';
import { en } from '@/lib/messages/en';
import { applyError } from './applyError';

interface Values {
  email: string;
  password: string;
}

function applied(error: unknown) {
  const setError = vi.fn();
  applyError<Values>(error, { setError }, ['email', 'password'], en);
  return setError.mock.calls.map(([field, { message }]) => [field, message]);
}

const refusal = (
  code: string,
  status: number,
  details: { field: string; message: string }[] = [],
  retryAfter?: number,
) => new ApiError({ status, code, message: 'From the API', details, retryAfter });

describe('applyError', () => {
  it('puts the API’s messages at their fields, several of one field together', () => {
    const details = [
      { field: 'password', message: 'Must contain a number' },
      { field: 'password', message: 'Must contain a special character' },
    ];
    expect(applied(refusal('VALIDATION_ERROR', 400, details))).toEqual([
      ['password', 'Must contain a number. Must contain a special character'],
    ]);
  });

  it('says in the reader’s words that an address is taken', () => {
    const details = [{ field: 'email', message: 'Email already exists' }];
    expect(applied(refusal('DUPLICATE_ENTRY', 409, details))).toEqual([['email', en.errors.duplicateEmail]]);
  });

  it.each([
    ['an unknown field', refusal('VALIDATION_ERROR', 400, [{ field: 'other', message: 'x' }]), 'From the API'],
    ['a wrong password', refusal('INVALID_CREDENTIALS', 401), en.errors.invalidCredentials],
    ['too many attempts', refusal('RATE_LIMIT_EXCEEDED', 429, [], 900), en.errors.rateLimited(15)],
    ['a failure of the server', refusal('INTERNAL_ERROR', 500), en.errors.unknown],
    ['no answer', new NetworkError(new Error('offline')), en.errors.network],
    ['a mistake of ours', new TypeError('x is not a function'), en.errors.unknown],
  ])('shows %s above the form', (_name, error, message) => {
    expect(applied(error)).toEqual([['root.api', message]]);
  });
});
