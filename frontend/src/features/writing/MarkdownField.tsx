import { useRef, type ClipboardEvent, type DragEvent, type KeyboardEvent, type RefObject } from 'react';
import { useWritingMessages } from '@/lib/messages/writing';
import { nextLine, type Edit, type Selection } from './formatting';
import { MarkdownToolbar } from './MarkdownToolbar';
import { shortcutFor, useTools } from './tools';
import classes from './MarkdownField.module.css';

interface MarkdownFieldProps {
  value: string;
  /** Language of what is written, for the spelling. */
  lang: string;
  onChange: (value: string) => void;
  /** Saves at once. */
  onSave: () => void;
  /** Asks for a picture to put where the cursor is. */
  onPicture: () => void;
  /** Pictures were pasted or dropped into the text. */
  onFiles: (files: File[]) => void;
  /** Takes the element, for what is put into the text from elsewhere. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/**
 * Markdown as plain text: the browser's own field knows undo, spelling, dictation, and every screen reader. The tools
 * above it and the keyboard only type marks for one.
 */
export function MarkdownField(props: MarkdownFieldProps) {
  const { value, lang, onChange, onSave, onPicture, onFiles, field } = props;
  const t = useWritingMessages();
  const tools = useTools(onPicture);
  const composing = useRef(false);

  function use(change: (selection: Selection) => Edit | null): boolean {
    const edit = field.current && change(selectionOf(field.current));
    if (edit) applyEdit(field.current!, edit);
    return Boolean(edit);
  }

  function onKeyDown(event: KeyboardEvent) {
    const { nativeEvent } = event;
    if (composing.current) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (use(nextLine)) event.preventDefault();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      onSave();
      return;
    }
    const tool = tools.find(({ keys }) => keys && shortcutFor(keys, nativeEvent));
    if (!tool) return;
    event.preventDefault();
    if (tool.edit) use(tool.edit);
    else tool.run?.();
  }

  function take(event: ClipboardEvent | DragEvent, transfer: DataTransfer) {
    const pictures = [...transfer.files].filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return;
    event.preventDefault();
    onFiles(pictures);
  }

  return (
    <div className={classes.field}>
      <MarkdownToolbar
        tools={tools}
        onTool={(tool) => {
          if (tool.edit) use(tool.edit);
          else tool.run?.();
        }}
      />
      <textarea
        ref={field}
        className={classes.text}
        aria-label={t.field.body}
        placeholder={t.editor.bodyPlaceholder}
        lang={lang}
        spellCheck
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
        }}
        onPaste={(event) => take(event, event.clipboardData)}
        onDrop={(event) => take(event, event.dataTransfer)}
      />
    </div>
  );
}

export function selectionOf(field: HTMLTextAreaElement): Selection {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Types an edit, so that it can be undone like anything else one types. */
export function applyEdit(field: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  // There is no other way to a field's own undo than this old one; where a browser drops it, the text is just set.
  const typed = document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert);
  if (!typed) {
    field.setRangeText(insert, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}
