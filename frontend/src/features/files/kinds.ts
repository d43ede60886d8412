export type FileKind = 'image' | 'video' | 'audio' | 'pdf' | 'archive' | 'table' | 'text' | 'other';

const TABLES = /csv|spreadsheet|excel/;
const ARCHIVES = /zip|tar|compressed|rar|7z/;
const TEXTS = /json|xml|word|opendocument\.text|rtf|javascript/;

/** Of what kind a file is, roughly, by its media type. */
export function kindOf(contentType: string): FileKind {
  const [family] = contentType.split('/', 1);
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  if (contentType.startsWith('application/pdf')) return 'pdf';
  if (TABLES.test(contentType)) return 'table';
  if (ARCHIVES.test(contentType)) return 'archive';
  return family === 'text' || TEXTS.test(contentType) ? 'text' : 'other';
}

/** What the server makes smaller versions of, and articles and products can show. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
