import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { FileOut } from '@/api/types';
import { announce } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useFilesMessages } from '@/lib/messages/files';
import { Facts } from '@/ui/Facts';
import { FileActions } from './FileActions';
import { FileNameForm } from './FileNameForm';
import { kindOf } from './kinds';
import { useChangeFile } from './mutations';
import { Thumbnail } from './Thumbnail';
import classes from './FileDetails.module.css';

interface FileDetailsProps {
  file: FileOut;
  onDeleted: () => void;
}

/** What is known of a file, and what can be done with it. */
export function FileDetails({ file, onDeleted }: FileDetailsProps) {
  const messages = useMessages();
  const t = useFilesMessages();
  const format = useFormat();
  const change = useChangeFile(file.id);
  // The switch stands where one has put it while the server is being asked.
  const [wanted, setWanted] = useState<boolean | null>(null);
  const { details } = t;

  async function share(visible: boolean) {
    setWanted(visible);
    const done = visible ? details.madePublic : details.madePrivate;
    await announce(change.mutateAsync({ public: visible }), done, messages);
    setWanted(null);
  }

  return (
    <div className={classes.details}>
      <div className={classes.preview}>
        <Thumbnail file={file} width={640} alt={details.preview(file.name)} whole />
      </div>
      <FileActions file={file} onDeleted={onDeleted} />
      <FileNameForm key={file.name} file={file} />
      <Switch
        checked={wanted ?? file.public}
        disabled={wanted !== null}
        label={details.public}
        description={details.publicText}
        onChange={(event) => void share(event.currentTarget.checked)}
      />
      <Facts
        facts={[
          {
            term: details.type,
            value: (
              <>
                {t.kind[kindOf(file.contentType)]} <span className="mono">{file.contentType}</span>
              </>
            ),
          },
          { term: details.size, value: format.bytes(file.size) },
          ...measures(),
          { term: details.created, value: format.dateTime(file.createdAt) },
        ]}
      />
      {file.width !== null && <Variants file={file} />}
    </div>
  );

  function measures() {
    if (file.width === null || file.height === null) return [];
    const value = details.pixels(format.number(file.width), format.number(file.height));
    return [{ term: details.measures, value }];
  }
}

function Variants({ file }: { file: FileOut }) {
  const t = useFilesMessages().details;
  return (
    <section aria-label={t.variants}>
      <h3 className={classes.heading}>{t.variants}</h3>
      <p className={classes.hint}>{file.variants.length === 0 ? t.noVariants : t.variantsText}</p>
      <ul className={classes.variants} aria-label={t.variants}>
        {file.variants.map(({ width, height, formats }) => (
          <li key={width} className={classes.variant}>
            <span>{t.variant(String(width), String(height))}</span>
            <span className="mono">{formats.join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
