import { IconPhoto } from '@tabler/icons-react';
import { fileAddress } from './address';
import classes from './Thumb.module.css';

interface ThumbProps {
  /** A public picture; without one a sign stands in. */
  fileId: string | undefined;
  size?: number;
}

/** A small picture beside a name, and therefore silent for screen readers. */
export function Thumb({ fileId, size = 44 }: ThumbProps) {
  const style = { width: size, height: size };
  if (!fileId) {
    return (
      <span className={classes.none} style={style} aria-hidden="true">
        <IconPhoto size={size * 0.42} stroke={1.5} />
      </span>
    );
  }
  return (
    <img
      className={classes.thumb}
      src={fileAddress(fileId, size > 80 ? 320 : 160)}
      width={size}
      height={size}
      loading="lazy"
      alt=""
    />
  );
}
