import classes from './Prose.module.css';

interface ProseProps {
  /** HTML that the API made of somebody's Markdown, and cleaned: nothing else may come here. */
  html: string;
  /** Language of the text, so that it is hyphenated and read aloud as such. */
  lang?: string;
  className?: string;
}

/** A written text as its readers see it. The one place of the interface that shows HTML of the API. */
export function Prose({ html, lang, className }: ProseProps) {
  return (
    <div
      className={[classes.prose, className].filter(Boolean).join(' ')}
      lang={lang}
      // oxlint-disable-next-line react/no-danger -- the API lets through an allow-list of elements and nothing that runs
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
