import { IconCloudUpload } from '@tabler/icons-react';
import { useFilesMessages } from '@/lib/messages/files';
import classes from './DropOverlay.module.css';

/** Says that what is held over the page may be let go. */
export function DropOverlay({ shown }: { shown: boolean }) {
  const t = useFilesMessages().drop;
  if (!shown) return null;
  return (
    <div className={classes.overlay}>
      <div className={classes.frame}>
        <IconCloudUpload size={44} stroke={1.25} aria-hidden="true" />
        <p className={classes.title}>{t.title}</p>
        <p className={classes.text}>{t.text}</p>
      </div>
    </div>
  );
}
