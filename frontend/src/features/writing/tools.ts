import {
  IconBold,
  IconCode,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconQuote,
  IconTable,
  type TablerIcon,
} from '@tabler/icons-react';
import { useWritingMessages } from '@/lib/messages/writing';
import { bullets, code, heading, link, numbers, quote, table, wrap, type Edit, type Selection } from './formatting';

export interface Tool {
  key: string;
  label: string;
  icon: TablerIcon;
  /** As `aria-keyshortcuts` writes it; `Control` stands for the Command key of a Mac. */
  keys?: string;
  /** What it does with the text. */
  edit?: (selection: Selection) => Edit;
  /** What it does else. */
  run?: () => void;
  /** A little space before it. */
  apart?: boolean;
}

/** What gives a text its form. */
export function useTools(onPicture: () => void): Tool[] {
  const t = useWritingMessages().toolbar;
  const { sample } = t;
  return [
    { key: 'bold', label: t.bold, icon: IconBold, keys: 'Control+B', edit: (at) => wrap(at, '**', sample.text) },
    { key: 'italic', label: t.italic, icon: IconItalic, keys: 'Control+I', edit: (at) => wrap(at, '_', sample.text) },
    { key: 'code', label: t.code, icon: IconCode, keys: 'Control+E', edit: (at) => code(at, sample.code) },
    {
      key: 'heading',
      label: t.heading,
      icon: IconH2,
      keys: 'Control+Alt+2',
      edit: (at) => heading(at, 2),
      apart: true,
    },
    { key: 'subheading', label: t.subheading, icon: IconH3, keys: 'Control+Alt+3', edit: (at) => heading(at, 3) },
    { key: 'quote', label: t.quote, icon: IconQuote, keys: 'Control+Shift+9', edit: quote },
    { key: 'bullets', label: t.bullets, icon: IconList, keys: 'Control+Shift+8', edit: bullets, apart: true },
    { key: 'numbers', label: t.numbers, icon: IconListNumbers, keys: 'Control+Shift+7', edit: numbers },
    {
      key: 'link',
      label: t.link,
      icon: IconLink,
      keys: 'Control+Shift+K',
      edit: (at) => link(at, sample.link),
      apart: true,
    },
    { key: 'picture', label: t.picture, icon: IconPhoto, run: onPicture },
    { key: 'table', label: t.table, icon: IconTable, edit: (at) => table(at, sample.column) },
  ];
}

/** Whether what was pressed is this shortcut, on whichever kind of keyboard. */
export function shortcutFor(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1)!;
  // With Shift or Alt a digit's key gives other signs; its place on the keyboard stays.
  const pressed = /\d/.test(key) ? event.code === `Digit${key}` : event.key.toUpperCase() === key;
  return (
    pressed &&
    (event.ctrlKey || event.metaKey) &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
}

/** A shortcut as it is written on the keys before the reader. */
export function shown(keys: string): string {
  const mac = navigator.platform.startsWith('Mac');
  if (!mac) return keys.replace('Control', 'Ctrl').replaceAll('+', ' ');
  return keys.replace('Control', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '');
}
