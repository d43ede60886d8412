import { HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ada, failure, on, page, mail, success } from '@/testing/answers';
import { server } from '@/testing/server';
import { api, connectSession } from './client';
import { ApiError, NetworkError } from './errors';

let token: string | null = 'old';
let borrowed = false;
const ended = vi.fn();
const borrowingEnded = vi.fn();
const confirm = vi.fn<() => Promise<boolean>>();

beforeEach(() => {
  token = 'old';
  ended.mockReset();
  borrowed = false;
  borrowingEnded.mockReset();
  confirm.mockReset();
  connectSession({
    token: () => token,
    renewed: (next) => (token = next),
    ended,
    borrowed: () => borrowed,
    borrowingEnded,
    confirm,
  });
});

const onlyFor = (expected: string) =>
  on('get', '/auth/me', ({ request }) =>
    request.headers.get('Authorization') === `Bearer ${expected}` ? success(ada) : failure(401, 'INVALID_TOKEN'),
  );

describe('the client', () => {
  it('gives the payload without its envelope', async () => {
    server.use(onlyFor('old'));
    expect(await api.get('/auth/me')).toEqual(ada);
  });

  it('gives lists with their pagination, and fills in paths and queries', async () => {
    const seen: string[] = [];
    server.use(
      on('get', '/admin/mails', ({ request }) => {
        seen.push(new URL(request.url).search);
        return page([mail], 47);
      }),
      on('delete', '/auth/sessions/{id}', ({ params }) => {
        seen.push(String(params.id));
        return success();
      }),
    );
    const list = await api.get('/admin/mails', {
      query: { page: 2, search: undefined, 'filter[status]': ['sent', 'failed'] },
    });
    expect(list.items).toEqual([mail]);
    expect(list.pagination.total).toBe(47);
    expect(await api.delete('/auth/sessions/{id}', { path: { id: 'a/b' } })).toBeUndefined();
    expect(seen).toEqual(['?page=2&filter%5Bstatus%5D=sent&filter%5Bstatus%5D=failed', 'a/b']);
  });

  it('renews a refused token once for all requests that wait, and sends them again', async () => {
    const refresh = vi.fn(() => success({ accessToken: 'new', expiresIn: 3600 }));
    server.use(onlyFor('new'), on('post', '/auth/refresh', refresh));
    const answers = await Promise.all([api.get('/auth/me'), api.get('/auth/me'), api.get('/auth/me')]);
    expect(answers).toEqual([ada, ada, ada]);
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(token).toBe('new');
    expect(ended).not.toHaveBeenCalled();
  });

  it('sends again what waited for a confirmation, as it was', async () => {
    const bodies: unknown[] = [];
    confirm.mockResolvedValue(true);
    server.use(
      on('patch', '/users/{id}', async ({ request }) => {
        bodies.push(await request.json());
        return bodies.length === 1 ? failure(403, 'REAUTHENTICATION_REQUIRED') : success(ada);
      }),
    );
    const body = { email: 'next@example.com' };
    await expect(api.patch('/users/{id}', { path: { id: ada.id }, body })).resolves.toEqual(ada);
    expect(bodies).toEqual([body, body]);
    expect(confirm).toHaveBeenCalledTimes(1);
  });

  it('sends nothing again when the person would rather not confirm', async () => {
    const asked = vi.fn(() => failure(403, 'REAUTHENTICATION_REQUIRED'));
    confirm.mockResolvedValue(false);
    server.use(on('delete', '/auth/mfa/totp', asked));
    await expect(api.delete('/auth/mfa/totp')).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('sends a file as it is', async () => {
    const kinds: (string | null)[] = [];
    server.use(
      on('put', '/users/{id}/avatar', ({ request }) => {
        kinds.push(request.headers.get('Content-Type'));
        return success(ada);
      }),
    );
    const body = new Blob(['picture'], { type: 'image/png' });
    await api.put('/users/{id}/avatar', { path: { id: ada.id }, body });
    expect(kinds).toEqual(['image/png']);
  });

  it('ends the session when the renewal is refused too', async () => {
    server.use(
      onlyFor('new'),
      on('post', '/auth/refresh', () => failure(401, 'INVALID_TOKEN')),
    );
    await expect(api.get('/auth/me')).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('keeps the session when the server is merely away', async () => {
    server.use(
      onlyFor('new'),
      on('post', '/auth/refresh', () => failure(503, 'SERVICE_UNAVAILABLE')),
    );
    await expect(api.get('/auth/me')).rejects.toMatchObject({ status: 503 });
    expect(ended).not.toHaveBeenCalled();
  });

  it('ends the session of a deactivated account without asking for a new token', async () => {
    server.use(on('get', '/auth/me', () => failure(403, 'ACCOUNT_DEACTIVATED')));
    await expect(api.get('/auth/me')).rejects.toMatchObject({ code: 'ACCOUNT_DEACTIVATED' });
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('does not take a wrong password for an ended session', async () => {
    server.use(on('post', '/auth/login', () => failure(401, 'INVALID_CREDENTIALS')));
    const body = { email: 'ada@example.com', password: 'wrong' };
    await expect(api.post('/auth/login', { body })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(ended).not.toHaveBeenCalled();
  });

  it('keeps code, details, waiting time and request id of an error', async () => {
    const details = [{ field: 'email', message: 'Email already exists' }];
    server.use(
      on('post', '/auth/forgot-password', () => failure(429, 'RATE_LIMIT_EXCEEDED', 'Slow down', details, 90)),
    );
    const error = await api
      .post('/auth/forgot-password', { body: { email: 'a@b.co' } })
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, details, retryAfter: 90, requestId: 'req_0123456789abcdef' });
  });

  it('tells a missing answer and a broken one from an error of the API', async () => {
    server.use(on('get', '/auth/sessions', () => HttpResponse.error()));
    await expect(api.get('/auth/sessions')).rejects.toBeInstanceOf(NetworkError);
    server.use(on('get', '/auth/sessions', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })));
    await expect(api.get('/auth/sessions')).rejects.toMatchObject({ status: 502, code: 'INTERNAL_ERROR' });
  });

  it('passes a cancellation on as one', async () => {
    server.use(on('get', '/auth/sessions', () => success([])));
    const cancel = new AbortController();
    cancel.abort();
    await expect(api.get('/auth/sessions', { signal: cancel.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
