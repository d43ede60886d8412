import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './CopyField.module.css';

interface CopyFieldProps {
  label: string;
  value: string;
  /** The value as it reads best, such as in groups of four. */
  shown?: string;
  /** A word of advice below. */
  hint?: string;
}

/** A value that is meant to be taken elsewhere. */
export function CopyField({ label, value, shown = value, hint }: CopyFieldProps) {
  const t = useMessages();
  const id = useId();
  return (
    <div>
      <p id={id} className={classes.label}>
        {label}
      </p>
      <div className={classes.box} role="group" aria-labelledby={id}>
        <code className={classes.value}>{shown}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              onClick={copy}
              aria-live="polite"
              leftSection={
                copied ? (
                  <IconCheck size={15} stroke={2} aria-hidden="true" />
                ) : (
                  <IconCopy size={15} stroke={1.75} aria-hidden="true" />
                )
              }
            >
              {copied ? t.common.copied : t.common.copy}
            </Button>
          )}
        </CopyButton>
      </div>
      {hint && <p className={classes.hint}>{hint}</p>}
    </div>
  );
}
