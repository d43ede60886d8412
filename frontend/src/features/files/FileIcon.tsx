import {
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMusic,
  IconPhoto,
  IconTable,
  IconVideo,
  type TablerIcon,
} from '@tabler/icons-react';
import { kindOf, type FileKind } from './kinds';

const ICONS: Record<FileKind, TablerIcon> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMusic,
  pdf: IconFileTypePdf,
  archive: IconFileZip,
  table: IconTable,
  text: IconFileText,
  other: IconFile,
};

/** What kind of file it is, for the eye. */
export function FileIcon({ contentType, size = 28 }: { contentType: string; size?: number }) {
  const Icon = ICONS[kindOf(contentType)];
  return <Icon size={size} stroke={1.4} aria-hidden="true" />;
}
