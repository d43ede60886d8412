import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Provider } from 'react-redux';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { User } from '@/api/types';
import { CurrentUserContext, SessionContext } from '@/features/session/context';
import { createSessionController, type SessionController } from '@/features/session/controller';
import { MessagesProvider } from '@/lib/messages/context';
import { en } from '@/lib/messages/en';
import { createStore } from '@/store/store';
import { afterEach } from 'vitest';
import { ada } from './answers';

const sessions: SessionController[] = [];

// A page that is gone must not hear the pages of later tests.
afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
});

interface Surroundings {
  /** Where the address bar stands. */
  path?: string;
  /** Who is signed in, for components below `RequireSession`. */
  user?: User;
}

/** Renders with all that a component of a page stands on. Queries do not try again, so that errors show at once. */
export function renderPage(element: ReactElement, { path = '/', user = ada }: Surroundings = {}) {
  const store = createStore();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = createSessionController(store, queries);
  sessions.push(session);
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [path] });
  const view = render(
    <Provider store={store}>
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <CurrentUserContext value={user}>
            <MessagesProvider language="en" initial={en}>
              <MantineProvider env="test">
                <RouterProvider router={router} />
              </MantineProvider>
            </MessagesProvider>
          </CurrentUserContext>
        </SessionContext>
      </QueryClientProvider>
    </Provider>,
  );
  return { ...view, store, queries, session, router, person: userEvent.setup() };
}
