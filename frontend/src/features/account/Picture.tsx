import { Button, FileButton } from '@mantine/core';
import { lazy, useRef, useState } from 'react';
import { announce } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import type { ChosenPicture } from './PictureDialog';
import { useRemovePicture } from './picture';
import { readPicture, PICTURE_KINDS } from './pictureFile';
import { UserAvatar } from './UserAvatar';
import classes from './IdentityCard.module.css';

const PictureDialog = lazy(() => import('./PictureDialog'));

/** One's picture, and the ways to change and remove it. */
export function Picture() {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const remove = useRemovePicture(user.id);
  const [chosen, setChosen] = useState<ChosenPicture | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const resetFile = useRef<() => void>(null);

  async function choose(file: File | null) {
    resetFile.current?.();
    if (!file) return;
    const read = await readPicture(file);
    setProblem(read.problem && t.identity[read.problem]);
    setChosen(read.address ? { file, address: read.address } : null);
  }

  async function confirmRemoval() {
    await announce(remove.mutateAsync(), t.identity.removed, messages);
    setAsking(false);
  }

  return (
    <div className={classes.picture}>
      <UserAvatar user={user} size={80} />
      <div className={classes.about}>
        <div className={classes.ways}>
          <FileButton resetRef={resetFile} accept={PICTURE_KINDS.join(',')} onChange={(file) => void choose(file)}>
            {(props) => (
              <Button variant="default" size="xs" aria-describedby="picture-hint" {...props}>
                {user.profilePicture ? t.identity.change : t.identity.choose}
              </Button>
            )}
          </FileButton>
          {user.profilePicture && (
            <Button variant="subtle" size="xs" onClick={() => setAsking(true)}>
              {t.identity.remove}
            </Button>
          )}
        </div>
        {problem && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        <p id="picture-hint" className={classes.hint}>
          {t.identity.hint}
        </p>
      </div>
      <Later when={chosen !== null}>
        <PictureDialog chosen={chosen} onClose={() => setChosen(null)} />
      </Later>
      <Confirm
        opened={asking}
        title={t.identity.removeTitle}
        text={t.identity.removeText}
        action={t.identity.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
