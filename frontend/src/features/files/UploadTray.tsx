import { ActionIcon, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconChevronDown, IconChevronUp, IconRefresh, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormat } from '@/lib/format';
import { useFilesMessages } from '@/lib/messages/files';
import { FileIcon } from './FileIcon';
import { FILES_KEY } from './queries';
import { useUploadProblem } from './useUploadProblem';
import { isOpen, uploads, useUploads, type Upload } from './uploads';
import classes from './UploadTray.module.css';

/** What is being uploaded, in a corner of every page, until one has seen how it went. */
export default function UploadTray() {
  const t = useFilesMessages().tray;
  const all = useUploads();
  const [folded, setFolded] = useState(false);
  const summary = useSummary(all);
  const running = all.filter(isOpen).length;
  useFreshLists(all);
  useStayWhile(running > 0);
  // Whoever signs out leaves nothing under way.
  useEffect(
    () => () => {
      uploads.cancelAll();
      uploads.clear();
    },
    [],
  );
  if (all.length === 0) return null;
  const Fold = folded ? IconChevronUp : IconChevronDown;
  return (
    <section className={classes.tray} aria-label={t.title}>
      <header className={classes.head}>
        <p className={classes.title} role="status">
          {summary}
        </p>
        {running > 1 && (
          <Button variant="subtle" size="xs" onClick={() => uploads.cancelAll()}>
            {t.cancelAll}
          </Button>
        )}
        <ActionIcon size={30} aria-label={folded ? t.open : t.fold} onClick={() => setFolded(!folded)}>
          <Fold size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        {running === 0 && (
          <ActionIcon size={30} aria-label={t.close} onClick={() => uploads.clear()}>
            <IconX size={17} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        )}
      </header>
      {!folded && (
        <ul className={classes.list}>
          {all.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const t = useFilesMessages().tray;
  const share = upload.size === 0 ? 1 : upload.sent / upload.size;
  const again = upload.state === 'failed' || upload.state === 'canceled';
  return (
    <li className={classes.row} data-state={upload.state}>
      <span className={classes.icon}>
        {upload.state === 'done' ? (
          <IconCheck size={18} stroke={2} aria-hidden="true" />
        ) : (
          <TypeIcon name={upload.name} />
        )}
      </span>
      <div className={classes.what}>
        <p className={classes.name}>{upload.name}</p>
        <p className={classes.state}>
          <StateText upload={upload} />
        </p>
        {upload.state === 'sending' && (
          <div
            className={classes.track}
            role="progressbar"
            aria-label={t.progress(upload.name)}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
          >
            <div className={classes.bar} style={{ transform: `scaleX(${share})` }} />
          </div>
        )}
      </div>
      {again && (
        <ActionIcon size={30} aria-label={t.retry(upload.name)} onClick={() => uploads.retry(upload.id)}>
          <IconRefresh size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
      {isOpen(upload) && (
        <ActionIcon size={30} aria-label={t.cancel(upload.name)} onClick={() => uploads.cancel(upload.id)}>
          <IconX size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
    </li>
  );
}

/** The kind by the name's ending alone, for what has not arrived. */
function TypeIcon({ name }: { name: string }) {
  const picture = /\.(avif|gif|jpe?g|png|webp)$/i.test(name);
  return <FileIcon contentType={picture ? 'image/any' : 'application/octet-stream'} size={18} />;
}

function StateText({ upload }: { upload: Upload }) {
  const t = useFilesMessages().tray;
  const format = useFormat();
  const problem = useUploadProblem();
  switch (upload.state) {
    case 'waiting':
      return t.waiting;
    case 'sending':
      return upload.sent === upload.size ? t.checking : t.sending(format.bytes(upload.sent), format.bytes(upload.size));
    case 'done':
      return t.finished;
    case 'canceled':
      return t.canceled;
    case 'failed':
      return problem(upload.problem, upload.size);
  }
}

function useSummary(all: Upload[]): string {
  const t = useFilesMessages().tray;
  const running = all.filter(isOpen).length;
  const failed = all.filter(({ state }) => state === 'failed').length;
  const done = all.filter(({ state }) => state === 'done').length;
  if (running > 0) return t.running(running);
  if (failed > 0) return t.problems(failed);
  return done > 0 ? t.done(done) : t.nothing;
}

/** Has the lists of files loaded again whenever one has arrived. */
function useFreshLists(all: Upload[]) {
  const queries = useQueryClient();
  const done = all.filter(({ state }) => state === 'done').length;
  useEffect(() => {
    if (done > 0) void queries.invalidateQueries({ queryKey: FILES_KEY });
  }, [done, queries]);
}

/** Has the browser ask before the page is left while something is under way. */
function useStayWhile(busy: boolean) {
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);
}
