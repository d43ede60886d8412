import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Versioned } from '@/api/client';
import type { Article } from '@/api/types';
import { useCurrentUser } from '@/features/session/context';
import { DraftKeeper, type Draft } from './draftKeeper';
import { draftStore } from './draftStore';
import { articleServer } from './queries';

/** What is written of an article in this visit, and who keeps it. */
export function useDraft(loaded: Versioned<Article>): { draft: Draft; keeper: DraftKeeper } {
  const user = useCurrentUser();
  const { id } = loaded.data;
  const [keeper] = useState(() => new DraftKeeper(loaded, articleServer(id), draftStore(user.id, id)));
  const draft = useSyncExternalStore(keeper.subscribe, keeper.current);

  useEffect(() => {
    const onVisibility = () => void (document.hidden ? keeper.pause() : keeper.refresh());
    keeper.start();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      keeper.stop();
    };
  }, [keeper]);

  // Where the browser keeps nothing, the page is all there is.
  const lost = draft.state !== 'saved' && !draft.kept;
  useEffect(() => {
    if (!lost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [lost]);

  return { draft, keeper };
}
