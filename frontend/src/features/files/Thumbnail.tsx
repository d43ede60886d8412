import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FileOut } from '@/api/types';
import { env } from '@/lib/env';
import { FileIcon } from './FileIcon';
import { kindOf } from './kinds';
import { isBeingPrepared, privatePictureQuery } from './queries';
import classes from './Thumbnail.module.css';

interface ThumbnailProps {
  file: FileOut;
  /** Of about which width in pixels the picture is to be. */
  width?: 160 | 320 | 640 | 1280;
  /** What a screen reader says; nothing where the name stands beside. */
  alt?: string;
  /** The whole picture, with its own proportions, instead of a tile cut out of it. */
  whole?: boolean;
}

/** What can be seen of a file: the picture, or the kind that it is. */
export function Thumbnail({ file, width = 320, alt = '', whole = false }: ThumbnailProps) {
  const drawable = kindOf(file.contentType) === 'image' && file.width !== null && !isBeingPrepared(file);
  const style = whole && file.width && file.height ? { aspectRatio: `${file.width} / ${file.height}` } : undefined;
  return (
    <div
      className={classes.frame}
      style={style}
      data-kind={kindOf(file.contentType)}
      data-whole={whole && drawable}
      role={alt && !drawable ? 'img' : undefined}
      aria-label={alt && !drawable ? alt : undefined}
    >
      {!drawable && <FileIcon contentType={file.contentType} size={whole ? 44 : 32} />}
      {drawable && file.public && <PublicPicture file={file} width={width} alt={alt} />}
      {drawable && !file.public && <PrivatePicture file={file} width={width} alt={alt} />}
    </div>
  );
}

/** The widest version that the server makes. */
const LARGEST = 1280;

type PictureProps = Required<Pick<ThumbnailProps, 'file' | 'width' | 'alt'>>;

/** How large it is, so that nothing moves when it comes. */
const measures = ({ width, height }: FileOut) => ({ width: width ?? undefined, height: height ?? undefined });

function PublicPicture({ file, width, alt }: PictureProps) {
  const address = (size: number) => `${env.apiUrl}/files/${file.id}/content?variant=${size}`;
  return (
    <img
      className={classes.picture}
      {...measures(file)}
      src={address(width)}
      srcSet={`${address(width)} 1x, ${address(Math.min(width * 2, LARGEST))} 2x`}
      loading="lazy"
      decoding="async"
      alt={alt}
    />
  );
}

function PrivatePicture({ file, width, alt }: PictureProps) {
  const picture = useQuery(privatePictureQuery(file.id, width));
  if (picture.isPending) return <Skeleton height="100%" radius={0} />;
  if (!picture.data) return <FileIcon contentType={file.contentType} />;
  return <img className={classes.picture} {...measures(file)} src={picture.data} decoding="async" alt={alt} />;
}
