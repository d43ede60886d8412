import { Button, Loader } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTransfersMessages } from '@/lib/messages/inventory';
import classes from './DropZone.module.css';

interface DropZoneProps {
  /** Name of the file that is being sent; null when none is. */
  sending: string | null;
  onFile: (file: File) => void;
}

/** Takes a file that is dropped on it or chosen. */
export function DropZone({ sending, onFile }: DropZoneProps) {
  const t = useTransfersMessages();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      className={classes.zone}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file && sending === null) onFile(file);
      }}
    >
      {sending === null ? (
        <>
          <IconFileTypeCsv size={34} stroke={1.25} aria-hidden="true" />
          <p className={classes.title}>{t.drop}</p>
          <p className={classes.text}>{t.or}</p>
          <Button variant="default" onClick={() => input.current?.click()}>
            {t.choose}
          </Button>
          <p className={classes.text}>{t.limit}</p>
        </>
      ) : (
        <>
          <Loader size={28} color="var(--primary)" />
          <p className={classes.title} role="status">
            {t.sending(sending)}
          </p>
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t.choose}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again once it is mended.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
