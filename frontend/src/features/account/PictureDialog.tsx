import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import { errorText } from '@/features/errors/errorText';
import { showDone } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { useSetPicture } from './picture';
import classes from './IdentityCard.module.css';

export interface ChosenPicture {
  file: File;
  /** Where the browser can show it from. */
  address: string;
}

interface PictureDialogProps {
  /** The picture to look at; null closes. */
  chosen: ChosenPicture | null;
  onClose: () => void;
}

/** Shows a picture as others will see it, before it is sent. */
export default function PictureDialog({ chosen, onClose }: PictureDialogProps) {
  const t = useSettingsMessages();
  return (
    <Dialog
      opened={chosen !== null}
      onClose={onClose}
      title={t.identity.previewTitle}
      sub={t.identity.previewSub}
      size="sm"
    >
      {chosen && <Preview chosen={chosen} onClose={onClose} />}
    </Dialog>
  );
}

function Preview({ chosen, onClose }: { chosen: ChosenPicture; onClose: () => void }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const user = useCurrentUser();
  const set = useSetPicture(user.id);
  const [problem, setProblem] = useState<string | null>(null);

  async function send() {
    setProblem(null);
    try {
      await set.mutateAsync(chosen.file);
      showDone(t.identity.saved);
      onClose();
    } catch (error) {
      const tooBig = error instanceof ApiError && error.code === 'PAYLOAD_TOO_LARGE';
      const wrongKind = error instanceof ApiError && error.code === 'UNSUPPORTED_MEDIA_TYPE';
      if (tooBig) setProblem(t.identity.tooBig);
      else setProblem(wrongKind ? t.identity.wrongKind : errorText(error, messages));
    }
  }

  return (
    <Stack>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className={classes.preview}>
        {[128, 64, 32].map((size) => (
          <img key={size} src={chosen.address} width={size} height={size} alt="" />
        ))}
      </div>
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button loading={set.isPending} onClick={() => void send()} data-autofocus>
          {t.identity.use}
        </Button>
      </DialogActions>
    </Stack>
  );
}
