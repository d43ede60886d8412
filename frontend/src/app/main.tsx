import './fonts.css';
import './mantine.css';
import './tokens.css';
import './global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSessionController } from '@/features/session/controller';
import { loadMessages } from '@/lib/messages/languages';
import { createStore } from '@/store/store';
import { App } from './App';
import { createQueryClient } from './queryClient';
import { loadParts } from './routes';

const store = createStore();
const queries = createQueryClient();
const session = createSessionController(store, queries);

void session.restore();

// Nothing is shown before the first page's code and words are there. Code that does not come is the page's own matter.
const parts = loadParts(window.location.pathname).catch(() => undefined);
void Promise.all([loadMessages(store.getState().ui.language), parts]).then(([messages]) => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App store={store} queries={queries} session={session} messages={messages} />
    </StrictMode>,
  );
});
