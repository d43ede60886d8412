import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Provider } from 'react-redux';
import { BrowserRouter, useLocation, useRoutes } from 'react-router';
import { SessionContext } from '@/features/session/context';
import type { SessionController } from '@/features/session/controller';
import { MessagesProvider } from '@/lib/messages/context';
import type { Messages } from '@/lib/messages/en';
import { useAppSelector } from '@/store/hooks';
import type { AppStore } from '@/store/store';
import { CrashBoundary } from './CrashBoundary';
import { routes } from './routes';
import { cssVariablesResolver, theme } from './theme';

interface AppProps {
  store: AppStore;
  queries: QueryClient;
  session: SessionController;
  /** The catalogue of the store's language. */
  messages: Messages;
}

// The same key as in public/theme.js, which sets the theme before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: 'groundwork.theme' });

/** The application with all that its pages stand on. */
export function App({ store, queries, session, messages }: AppProps) {
  return (
    <Provider store={store}>
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <Texts messages={messages}>
            <MantineProvider
              theme={theme}
              cssVariablesResolver={cssVariablesResolver}
              colorSchemeManager={colorSchemeManager}
              defaultColorScheme="auto"
            >
              <BrowserRouter>
                <Pages />
              </BrowserRouter>
            </MantineProvider>
          </Texts>
        </SessionContext>
      </QueryClientProvider>
    </Provider>
  );
}

function Texts({ messages, children }: { messages: Messages; children: React.ReactNode }) {
  const language = useAppSelector((state) => state.ui.language);
  return (
    <MessagesProvider language={language} initial={messages}>
      {children}
    </MessagesProvider>
  );
}

function Pages() {
  const { pathname } = useLocation();
  return <CrashBoundary place={pathname}>{useRoutes(routes)}</CrashBoundary>;
}
