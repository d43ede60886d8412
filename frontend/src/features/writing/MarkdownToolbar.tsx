import { ActionIcon } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useWritingMessages } from '@/lib/messages/writing';
import { shown, type Tool } from './tools';
import classes from './MarkdownToolbar.module.css';

interface MarkdownToolbarProps {
  tools: Tool[];
  onTool: (tool: Tool) => void;
}

/** The tools as one stop of the Tab key; arrows lead from one to the next. */
export function MarkdownToolbar({ tools, onTool }: MarkdownToolbarProps) {
  const t = useWritingMessages().toolbar;
  const bar = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);

  function onKeyDown(event: KeyboardEvent) {
    const last = tools.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: active === last ? 0 : active + 1,
      ArrowLeft: active === 0 ? last : active - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus stands on one of the tools within
    <div ref={bar} className={classes.bar} role="toolbar" aria-label={t.label} onKeyDown={onKeyDown}>
      {tools.map((tool, index) => (
        <ActionIcon
          key={tool.key}
          title={tool.keys ? `${tool.label} (${shown(tool.keys)})` : tool.label}
          className={tool.apart ? classes.apart : undefined}
          size={34}
          aria-label={tool.label}
          aria-keyshortcuts={tool.keys}
          tabIndex={index === active ? 0 : -1}
          // The selection in the text stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onFocus={() => setActive(index)}
          onClick={() => onTool(tool)}
        >
          <tool.icon size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      ))}
    </div>
  );
}
