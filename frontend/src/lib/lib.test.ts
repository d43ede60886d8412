import { describe, expect, it } from 'vitest';
import { parseUserAgent } from './device';
import { createFormatter, localeFor } from './format';
import { checkPassword } from './passwordRules';
import { fullName, initials } from './person';
import { loginPath, safeReturnTo } from './returnTo';

describe('safeReturnTo', () => {
  it.each(['/profile', '/studio/mails?status=failed&page=2', '/settings/security#sessions'])('keeps %s', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'profile',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\\..\\b',
  ])('refuses %j', (path) => {
    expect(safeReturnTo(path)).toBe('/dashboard');
  });

  it('goes through the sign-in page and back', () => {
    const search = new URL(loginPath('/studio/mails?search=a&page=2'), 'http://localhost').searchParams;
    expect(safeReturnTo(search.get('returnTo'))).toBe('/studio/mails?search=a&page=2');
  });
});

describe('checkPassword', () => {
  const broken = (password: string) =>
    checkPassword(password)
      .filter(({ kept }) => !kept)
      .map(({ rule }) => rule);

  it('names every rule that is not kept', () => {
    expect(broken('')).toEqual(['length', 'uppercase', 'lowercase', 'digit', 'special']);
    expect(broken('Ab1!')).toEqual(['length']);
    expect(broken('SecureP@ss123')).toEqual([]);
    expect(broken(`Aa1!${'x'.repeat(125)}`)).toEqual(['length']);
    expect(broken('Secure Pass 123')).toEqual(['special']);
  });
});

describe('parseUserAgent', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
  it.each([
    [chrome, 'Chrome', 'Windows', 'computer'],
    [`${chrome} Edg/156.0.0.0`, 'Edge', 'Windows', 'computer'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux', 'computer'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile/15E148 Safari/604.1',
      'Safari',
      'iOS',
      'phone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; SM-X910) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
      'Chrome',
      'Android',
      'tablet',
    ],
    ['python-httpx/0.28', null, null, 'program'],
    [null, null, null, 'program'],
  ])('reads %s', (userAgent, browser, system, kind) => {
    expect(parseUserAgent(userAgent)).toEqual({ browser, system, kind });
  });
});

describe('createFormatter', () => {
  const format = createFormatter('en-GB', 'Europe/Berlin');

  it.each([
    ['1249.00', 'USD', '$1,249.00'],
    ['98000', 'JPY', '¥98,000'],
    ['1.250', 'KWD', 'KWD\u00a01.250'],
    ['90071992547409.93', 'EUR', '€90,071,992,547,409.93'],
  ])('says %s %s as %s, in the places that the currency has and to the last digit', (amount, currency, said) => {
    expect(format.money(amount, currency)).toBe(said);
  });

  it('says round prices without what follows the point', () => {
    expect(format.wholeMoney(2390, 'USD')).toBe('$2,390');
  });
  const now = new Date('2026-11-22T12:00:00Z');

  it('shows the reader their own day and hour', () => {
    expect(format.date('2026-11-22T23:30:00Z')).toBe('23 November 2026');
    expect(format.dateTime('2026-11-22T23:30:00Z')).toBe('23 Nov 2026, 00:30');
  });

  it.each([
    ['2026-11-22T11:59:40Z', 'now'],
    ['2026-11-22T11:55:00Z', '5 minutes ago'],
    ['2026-11-21T12:00:00Z', 'yesterday'],
    ['2026-10-13T12:00:00Z', 'last month'],
    ['2026-11-22T14:00:00Z', 'in 2 hours'],
  ])('says of %s: %s', (iso, text) => {
    expect(format.relative(iso, now)).toBe(text);
  });

  it('takes the region from the reader where the language fits', () => {
    expect(localeFor('de', ['en-US', 'de-AT'])).toBe('de-AT');
    expect(localeFor('de', ['en-US'])).toBe('de');
  });
});

describe('names', () => {
  it('fall back to the address', () => {
    const nameless = { firstName: null, lastName: null, email: 'admin@example.com' };
    expect(fullName(nameless)).toBe('admin@example.com');
    expect(initials(nameless)).toBe('A');
    expect(initials({ ...nameless, firstName: 'Tomás', lastName: 'Ortega' })).toBe('TO');
  });
});
