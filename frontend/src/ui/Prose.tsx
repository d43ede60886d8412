import { useEffect, useRef } from 'react';
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
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => keepReachable(root.current!), [html]);
  return (
    <div
      ref={root}
      className={[classes.prose, className].filter(Boolean).join(' ')}
      lang={lang}
      // oxlint-disable-next-line react/no-danger -- the API lets through an allow-list of elements and nothing that runs
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** Code and tables that are too wide scroll by themselves, and the keyboard has to get there to scroll them. */
function keepReachable(root: HTMLElement): () => void {
  const wide = [...root.querySelectorAll<HTMLElement>('pre, table')];
  const observer = new ResizeObserver(() => {
    for (const part of wide) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute('tabindex');
    }
  });
  observer.observe(root);
  return () => observer.disconnect();
}
