import { Button, type ButtonProps } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';

interface ChooseFilesProps extends Pick<ButtonProps, 'variant' | 'size' | 'loading'> {
  label: string;
  /** Media types to choose from; without them everything. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Opens the device's own choice of files. */
export function ChooseFiles({ label, accept, multiple = false, onFiles, ...button }: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        {...button}
        leftSection={<IconUpload size={16} stroke={2} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
