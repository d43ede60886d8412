import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import type { Erasure } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Later } from '@/ui/Later';
import classes from './DataCards.module.css';
import { erasureQuery, useKeepAccount } from './queries';

const EraseDialog = lazy(() => import('./EraseDialog'));

/** The end of an account, and the way back from it. */
export function EraseCard() {
  const t = useSettingsMessages();
  const user = useCurrentUser();
  const erasure = useQuery(erasureQuery(user.id));
  const [asking, setAsking] = useState(false);
  return (
    <Card title={t.data.eraseTitle} sub={t.data.eraseSub}>
      {erasure.isPending && <SkeletonRows count={2} />}
      {erasure.isError && <LoadError error={erasure.error} onRetry={() => void erasure.refetch()} />}
      {erasure.data && <Due erasure={erasure.data} />}
      {erasure.data === null && (
        <>
          <ul className={classes.points}>
            {t.data.erasePoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <div className={classes.way}>
            <Button variant="default" color="danger" onClick={() => setAsking(true)}>
              {t.data.erase}
            </Button>
          </div>
        </>
      )}
      <Later when={asking}>
        <EraseDialog opened={asking} onClose={() => setAsking(false)} />
      </Later>
    </Card>
  );
}

function Due({ erasure }: { erasure: Erasure }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const format = useFormat();
  const user = useCurrentUser();
  const keep = useKeepAccount(user.id);

  async function stay() {
    await announce(keep.mutateAsync(), t.data.kept, messages);
  }

  return (
    <div className={classes.due} role="status">
      <p className={classes.dueTitle}>{t.data.dueTitle(format.date(erasure.dueAt))}</p>
      <p>{t.data.dueText(format.relative(erasure.dueAt))}</p>
      <div className={classes.way}>
        <Button loading={keep.isPending} onClick={() => void stay()}>
          {t.data.keep}
        </Button>
      </div>
    </div>
  );
}
