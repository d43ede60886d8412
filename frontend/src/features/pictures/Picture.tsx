import type { PictureRef } from '@/api/types';
import { sourcesOf } from './address';
import classes from './Picture.module.css';

interface PictureProps {
  /** Without one its ground stands in. */
  picture: PictureRef | null | undefined;
  /** How wide it is shown, as the `sizes` of an image: `(min-width: 60em) 33vw, 50vw`. */
  sizes: string;
  /** Width to height of the frame that it fills; without it the picture keeps its own. */
  ratio?: string;
  /** It is among the first things to be seen, so it does not wait for the reader to come near. */
  eager?: boolean;
  className?: string;
}

/** A picture in the right size and a modern format. Its place is kept while it comes. */
export function Picture({ picture, sizes, ratio, eager = false, className }: PictureProps) {
  const { width, height } = picture ?? { width: null, height: null };
  const style = { aspectRatio: ratio ?? (width && height ? `${width} / ${height}` : undefined) };
  return (
    <span className={[classes.frame, className].filter(Boolean).join(' ')} style={style}>
      {picture && (
        <img
          key={picture.fileId}
          className={classes.image}
          {...sourcesOf(picture.fileId, picture.width)}
          sizes={sizes}
          width={width ?? undefined}
          height={height ?? undefined}
          alt={picture.alt ?? ''}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
        />
      )}
    </span>
  );
}
