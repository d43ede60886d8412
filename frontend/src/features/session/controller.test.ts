import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/api/client';
import { createStore } from '@/store/store';
import { failure, on, success } from '@/testing/answers';
import { server } from '@/testing/server';
import { createSessionController, type SessionController } from './controller';

const tabs: SessionController[] = [];

/** A page with its own memory; pages of one test share storage and channel, as tabs do. */
function openTab() {
  const store = createStore();
  const session = createSessionController(store, new QueryClient());
  tabs.push(session);
  return { store, session, auth: () => store.getState().auth };
}

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.dispose();
});

const refreshes = () => on('post', '/auth/refresh', () => success({ accessToken: 'renewed', expiresIn: 3600 }));

describe('the session', () => {
  it('asks nothing of the server for someone who never signed in here', async () => {
    const { session, auth } = openTab();
    await session.restore();
    expect(auth().status).toBe('signedOut');
  });

  it('comes back after a reload, and its token is in no storage', async () => {
    server.use(refreshes());
    openTab().session.begin('first');
    const reloaded = openTab();
    await reloaded.session.restore();
    expect(reloaded.auth()).toMatchObject({ status: 'signedIn', token: 'renewed' });
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/first|renewed/);
  });

  it('is over after a reload when the cookie is refused, and is not asked for again', async () => {
    const refresh = vi.fn(() => failure(401, 'INVALID_TOKEN'));
    server.use(on('post', '/auth/refresh', refresh));
    openTab().session.begin('first');
    const reloaded = openTab();
    await reloaded.session.restore();
    expect(reloaded.auth()).toMatchObject({ status: 'signedOut', endReason: 'ended' });
    await openTab().session.restore();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('that was looked for elsewhere in vain is no session that has ended', async () => {
    const refresh = vi.fn(() => failure(401, 'INVALID_TOKEN'));
    server.use(on('post', '/auth/refresh', refresh));
    openTab().session.expect();
    const back = openTab();
    await back.session.restore();
    expect(back.auth()).toMatchObject({ status: 'signedOut', endReason: null });
    await openTab().session.restore();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('is not over when the server is away', async () => {
    server.use(on('post', '/auth/refresh', () => failure(503, 'SERVICE_UNAVAILABLE')));
    openTab().session.begin('first');
    const reloaded = openTab();
    await reloaded.session.restore();
    expect(reloaded.auth().status).toBe('unreachable');
    server.use(refreshes());
    await reloaded.session.restore();
    expect(reloaded.auth().status).toBe('signedIn');
  });

  it('ends in every tab', async () => {
    server.use(
      refreshes(),
      on('post', '/auth/logout', () => success()),
    );
    const first = openTab();
    const second = openTab();
    first.session.begin('first');
    await vi.waitFor(() => expect(second.auth().status).toBe('signedIn'));
    await second.session.signOut();
    expect(second.auth()).toMatchObject({ status: 'signedOut', token: null, endReason: 'signedOut' });
    await vi.waitFor(() => expect(first.auth().status).toBe('signedOut'));
  });

  it('goes on when signing out fails, for then it is still there', async () => {
    server.use(on('post', '/auth/logout', () => failure(503, 'SERVICE_UNAVAILABLE')));
    const { session, auth } = openTab();
    session.begin('first');
    await expect(session.signOut()).rejects.toMatchObject({ status: 503 });
    expect(auth().status).toBe('signedIn');
  });

  it('ends when a request learns that it was revoked', async () => {
    server.use(
      on('get', '/auth/me', () => failure(401, 'INVALID_TOKEN')),
      on('post', '/auth/refresh', () => failure(401, 'INVALID_TOKEN')),
    );
    const { session, auth } = openTab();
    session.begin('first');
    await expect(api.get('/auth/me')).rejects.toMatchObject({ status: 401 });
    expect(auth()).toMatchObject({ status: 'signedOut', token: null, endReason: 'ended' });
  });
});
