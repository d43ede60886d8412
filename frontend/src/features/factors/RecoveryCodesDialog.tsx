import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { saveText } from '@/lib/saveFile';
import { Dialog, DialogActions } from '@/ui/Dialog';
import classes from './RecoveryCodesDialog.module.css';

interface RecoveryCodesDialogProps {
  /** The codes to show; null closes. */
  codes: string[] | null;
  onClose: () => void;
}

/** Shows recovery codes, this once. */
export default function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useSettingsMessages();
  return (
    <Dialog opened={codes !== null} onClose={onClose} title={t.factors.codesTitle} sub={t.factors.codesSub} steadfast>
      <Codes codes={codes ?? []} />
      <DialogActions>
        <Button onClick={onClose}>{t.factors.kept}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Codes({ codes }: { codes: string[] }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const { email } = useCurrentUser();
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
  return (
    <div className={classes.box}>
      <ol className={classes.codes} aria-label={t.factors.codesList}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={classes.ways}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              onClick={copy}
              aria-live="polite"
              leftSection={copied ? <IconCheck {...icon} /> : <IconCopy {...icon} />}
            >
              {copied ? messages.common.copied : t.factors.copyCodes}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload {...icon} />}
          onClick={() => saveText(t.factors.fileName, [t.factors.fileHead(email), '', ...codes, ''].join('\n'))}
        >
          {t.factors.saveCodes}
        </Button>
      </div>
    </div>
  );
}
