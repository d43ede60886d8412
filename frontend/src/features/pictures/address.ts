import { env } from '@/lib/env';

/** The widths in which the server keeps pictures, in pixels. */
const WIDTHS = [160, 320, 640, 1280];

/** Where the content of a file is, or a smaller form of it. */
export function fileAddress(fileId: string, width?: number): string {
  return `${env.apiUrl}/files/${fileId}/content${width ? `?variant=${width}` : ''}`;
}

/**
 * The forms of a picture for a browser to choose from: `srcset`, and the `src` of those that cannot choose.
 *
 * @param width of the original, in pixels, or null; a picture is never shown larger than it is
 */
export function sourcesOf(fileId: string, width: number | null): { src: string; srcSet?: string } {
  const widths = WIDTHS.filter((variant) => variant <= (width ?? 0));
  if (widths.length === 0) return { src: fileAddress(fileId) };
  return {
    src: fileAddress(
      fileId,
      widths.findLast((variant) => variant <= 640),
    ),
    srcSet: widths.map((variant) => `${fileAddress(fileId, variant)} ${variant}w`).join(', '),
  };
}
