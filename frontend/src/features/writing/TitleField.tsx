import { useWritingMessages } from '@/lib/messages/writing';
import classes from './TitleField.module.css';

interface TitleFieldProps {
  value: string;
  lang: string;
  onChange: (title: string) => void;
  /** Enter was pressed: on to the text. */
  onDone: () => void;
}

/** The title, as large as it will be; long ones take several lines. */
export function TitleField({ value, lang, onChange, onDone }: TitleFieldProps) {
  const t = useWritingMessages();
  return (
    <textarea
      className={classes.title}
      aria-label={t.field.title}
      placeholder={t.editor.titlePlaceholder}
      rows={1}
      maxLength={200}
      lang={lang}
      spellCheck
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onDone();
      }}
    />
  );
}
