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

const store = createStore();
const queries = createQueryClient();
const session = createSessionController(store, queries);

void session.restore();
void loadMessages(store.getState().ui.language).then((messages) => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App store={store} queries={queries} session={session} messages={messages} />
    </StrictMode>,
  );
});
