import { Button } from '@mantine/core';
import { errorText } from '@/features/errors/errorText';
import { useMemberMessages } from '@/lib/messages/member';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Meter } from '@/ui/Meter';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import classes from './BulkDialog.module.css';
import type { BulkRun } from './useBulk';

interface BulkDialogProps {
  run: BulkRun;
  onStop: () => void;
  onClose: () => void;
}

/** How far it has come with many rows, and of each that did not work, why. */
export default function BulkDialog({ run, onStop, onClose }: BulkDialogProps) {
  const t = useMemberMessages();
  const { title, total, done, failures, state } = run;
  const running = state === 'running';
  return (
    <Dialog opened title={title} steadfast={running} onClose={onClose}>
      <Stack>
        <div>
          <Meter value={total === 0 ? 1 : done / total} label={title} />
          <p className={classes.count} role="status">
            {t.lists.progress(done, total)}
          </p>
        </div>
        {state === 'finished' && failures.length === 0 && <Notice tone="good">{t.lists.allDone(total)}</Notice>}
        {state === 'stopped' && <Notice tone="info">{t.lists.stopped(total - done)}</Notice>}
        {failures.length > 0 && (
          <div>
            <p className={classes.failed}>{t.lists.someFailed(failures.length)}</p>
            <ul className={classes.failures}>
              {failures.map(({ row, error }) => (
                <li key={row.id}>
                  <span className={classes.name}>{row.name}</span>
                  <span>{errorText(error, t)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <DialogActions>
          {running ? (
            <Button variant="default" onClick={onStop}>
              {t.lists.stop}
            </Button>
          ) : (
            <Button onClick={onClose} data-autofocus>
              {t.common.close}
            </Button>
          )}
        </DialogActions>
      </Stack>
    </Dialog>
  );
}
