import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useMessages } from '@/lib/messages/context';
import { useAppDispatch } from '@/store/hooks';
import { paletteClosed } from '@/store/uiSlice';
import { matching, useCommands, type Command } from './commands';
import classes from './CommandPalette.module.css';

/** Goes to any page and does any action by typing a few letters of its name. */
export default function CommandPalette() {
  const t = useMessages();
  const dispatch = useAppDispatch();
  const close = () => dispatch(paletteClosed());
  return (
    <Modal.Root opened onClose={close} size={560} yOffset="12vh" radius="lg" classNames={{ content: classes.content }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t.palette.title}>
        <Finder onClose={close} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const commands = useCommands();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = matching(commands, search);
  const idOf = (command: Command) => `${listId}-${command.id}`;

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      Home: 0,
      End: last,
    };
    if (event.key in moves) {
      event.preventDefault();
      const next = Math.max(0, moves[event.key]!);
      setActive(next);
      const command = found[next];
      if (command) document.getElementById(idOf(command))?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[active]);
    }
  }

  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <input
          className={classes.input}
          role="combobox"
          aria-label={t.palette.title}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[active] && idOf(found[active])}
          aria-autocomplete="list"
          placeholder={t.palette.placeholder}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label={t.palette.title}>
        {(['pages', 'actions'] as const).map((group) => {
          const members = found.filter((command) => command.group === group);
          if (members.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={t.palette[group]}>
              <p className={classes.group} aria-hidden="true">
                {t.palette[group]}
              </p>
              {members.map((command) => (
                <Option
                  key={command.id}
                  id={idOf(command)}
                  command={command}
                  selected={command === found[active]}
                  onHover={() => setActive(found.indexOf(command))}
                  onChoose={() => run(command)}
                />
              ))}
            </div>
          );
        })}
      </div>
      {found.length === 0 && (
        <p className={classes.empty} role="status">
          {t.palette.empty(search)}
        </p>
      )}
      <Hints />
    </>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  selected: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function Option({ id, command, selected, onHover, onChoose }: OptionProps) {
  const Icon = command.icon;
  return (
    // The keyboard reaches options through the field above, which names the active one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={classes.option}
      onPointerMove={onHover}
      onClick={onChoose}
    >
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      {command.label}
    </div>
  );
}

function Hints() {
  const t = useMessages();
  const hints = [
    ['↑ ↓', t.palette.hintMove],
    ['↵', t.palette.hintChoose],
    ['Esc', t.palette.hintClose],
  ];
  return (
    <div className={classes.hints} aria-hidden="true">
      {hints.map(([key, meaning]) => (
        <span key={key}>
          <kbd className="kbd">{key}</kbd> {meaning}
        </span>
      ))}
    </div>
  );
}
