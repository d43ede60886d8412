import type { QueryClient } from '@tanstack/react-query';
import { api, connectSession } from '@/api/client';
import { ApiError } from '@/api/errors';
import { refreshAccessToken } from '@/api/refresh';
import { askToConfirm } from '@/features/reauthentication/gate';
import { storage } from '@/lib/storage';
import { restoring, signedIn, signedOut, tokenRenewed, unreachable, type EndReason } from '@/store/authSlice';
import type { AppStore } from '@/store/store';

/** Says that this browser probably has a refresh cookie. No secret; without it nobody is asked, so guests see no 401. */
const HINT = 'groundwork.session';
/** The hint while one signs in at another site, from where one comes back with a cookie or without. */
const EXPECTED = 'expected';
const CHANNEL = 'groundwork.session';

type TabMessage = 'signed-in' | 'signed-out';

export interface SessionController {
  /** Takes over a token that a sign-in or registration gave. */
  begin(token: string): void;
  /** The browser leaves to sign in elsewhere, and may come back with a refresh cookie. */
  expect(): void;
  /** After a page load: signs in again through the refresh cookie, if there seems to be one. */
  restore(): Promise<void>;
  /** Ends the session at the server and in every tab. */
  signOut(): Promise<void>;
  /** Forgets the session in this browser; the server has already ended it. */
  forget(reason: EndReason): void;
  /** Stops listening to other tabs. */
  dispose(): void;
}

/** The one place that begins and ends the session of this page. */
export function createSessionController(store: AppStore, queries: QueryClient): SessionController {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
  const tell = (message: TabMessage) => channel?.postMessage(message);
  const isSignedIn = () => store.getState().auth.status === 'signedIn';

  function endHere(reason: EndReason | null) {
    storage.remove(HINT);
    store.dispatch(signedOut(reason));
    // Pages still on screen would ask again for what is cleared under them, so they leave first.
    setTimeout(() => queries.clear());
  }

  async function restore() {
    const hint = storage.read(HINT);
    if (!hint) return;
    store.dispatch(restoring());
    try {
      store.dispatch(signedIn(await refreshAccessToken()));
      storage.write(HINT, '1');
    } catch (error) {
      const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
      if (refused) endHere(hint === EXPECTED ? null : 'ended');
      // A server that is away has not ended the session.
      else store.dispatch(unreachable());
    }
  }

  async function follow() {
    // The other tab may have signed in as someone else: what this one knows may no longer be true.
    if (!isSignedIn()) return restore();
    store.dispatch(tokenRenewed(await refreshAccessToken()));
    await queries.invalidateQueries();
  }

  connectSession({
    token: () => store.getState().auth.token,
    renewed: (token) => store.dispatch(tokenRenewed(token)),
    confirm: askToConfirm,
    ended: () => {
      if (isSignedIn()) endHere('ended');
    },
  });

  channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    if (data === 'signed-out' && isSignedIn()) endHere('signedOut');
    if (data === 'signed-in') void follow().catch(() => undefined);
  });

  return {
    restore,
    begin(token) {
      queries.clear();
      storage.write(HINT, '1');
      store.dispatch(signedIn(token));
      tell('signed-in');
    },
    expect: () => storage.write(HINT, EXPECTED),
    async signOut() {
      try {
        await api.post('/auth/logout');
      } catch (error) {
        // An ended session is what was asked for; anything else must be seen by the person who asked.
        if (!(error instanceof ApiError && error.status === 401)) throw error;
      }
      endHere('signedOut');
      tell('signed-out');
    },
    forget(reason) {
      endHere(reason);
      tell('signed-out');
    },
    dispose() {
      channel?.close();
    },
  };
}
