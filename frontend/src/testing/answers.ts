import { http, HttpResponse, type HttpResponseResolver } from 'msw';
import type { ErrorDetail } from '@/api/errors';
import type { Method, PathOf } from '@/api/types';
import type { Article, Mail, Plan, Profile, Session, User } from '@/api/types';

const meta = { requestId: 'req_0123456789abcdef', timestamp: '2026-11-22T10:00:00.000Z', version: '0.1.0' };

/** A handler for an operation of the contract; a path that the contract does not know does not compile. */
export function on<M extends Method>(method: M, path: PathOf<M>, resolver: HttpResponseResolver) {
  return http[method](`*/api/v1${String(path).replace(/\{(\w+)\}/g, ':$1')}`, resolver);
}

/** A success envelope. */
export function success(data?: unknown, status = 200) {
  return HttpResponse.json(
    { success: true, ...(data === undefined ? { message: 'Done' } : { data }), meta },
    { status },
  );
}

/** A page of a list. */
export function page(items: unknown[], total = items.length) {
  const pagination = { page: 1, limit: 20, total, totalPages: 1, hasNext: false, hasPrev: false };
  return HttpResponse.json({ success: true, data: items, pagination, meta });
}

/** An error envelope. */
export function failure(
  status: number,
  code: string,
  message = code,
  details: ErrorDetail[] = [],
  retryAfter?: number,
) {
  return HttpResponse.json({ success: false, error: { code, message, details }, meta, retryAfter }, { status });
}

export const ada: User = {
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a01',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Okafor',
  role: 'user',
  profilePicture: null,
  emailVerified: true,
  createdAt: '2026-10-13T08:00:00.000Z',
};

export const emptyProfile: Profile = {
  bio: null,
  phone: null,
  dateOfBirth: null,
  timezone: null,
  language: 'en',
  notificationPreferences: {},
  updatedAt: '2026-10-13T08:00:00.000Z',
};

export function session(change: Partial<Session> = {}): Session {
  return {
    id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a02',
    ipAddress: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    current: false,
    createdAt: '2026-11-20T10:00:00.000Z',
    lastUsedAt: '2026-11-22T09:55:00.000Z',
    expiresAt: '2026-11-29T10:00:00.000Z',
    ...change,
  };
}

export const mail: Mail = {
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a03',
  to: 'mina@example.org',
  subject: 'Confirm your address',
  template: 'verify-email',
  status: 'sent',
  attempts: 1,
  lastError: null,
  createdAt: '2026-11-22T09:00:00.000Z',
  sentAt: '2026-11-22T09:00:01.000Z',
};

export const article: Article = {
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a04',
  title: 'Laying a dry stone wall',
  slug: 'laying-a-dry-stone-wall',
  excerpt: 'What holds without mortar.',
  body: 'Choose the ground first.\n\nThen the stones.\n',
  bodyHtml: '<p>Choose the ground first.</p><p>Then the stones.</p>',
  status: 'draft',
  publishAt: null,
  publishedAt: null,
  tags: ['craft'],
  language: 'en',
  coverId: null,
  cover: null,
  teamId: null,
  author: { id: ada.id, firstName: 'Ada', lastName: 'Okafor', profilePicture: null },
  readingMinutes: 1,
  revision: 1,
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-22T09:00:00.000Z',
};

export function plan(change: Partial<Plan> = {}): Plan {
  return {
    id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a05',
    slug: 'plus',
    name: 'Plus',
    description: 'More room for your programs.',
    price: '12.00',
    currency: 'USD',
    interval: 'month',
    trialDays: 14,
    features: ['5,000 requests an hour'],
    premium: true,
    active: true,
    position: 1,
    createdAt: '2026-10-13T08:00:00.000Z',
    updatedAt: '2026-10-13T08:00:00.000Z',
    ...change,
  };
}
