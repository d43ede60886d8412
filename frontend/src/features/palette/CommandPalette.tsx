import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { currentUserQuery } from '@/features/session/queries';
import { usePaletteMessages } from '@/lib/messages/palette';
import { useAppDispatch } from '@/store/hooks';
import { paletteClosed } from '@/store/uiSlice';
import { GROUPS, matching, useCommands, type Command } from './commands';
import { Hints } from './Hints';
import { Option } from './Option';
import { useFindings } from './useFindings';
import classes from './CommandPalette.module.css';

/** Goes to any page, does any action and opens any record by typing a few letters of its name. */
export default function CommandPalette() {
  const t = usePaletteMessages();
  const dispatch = useAppDispatch();
  const close = () => dispatch(paletteClosed());
  useFocusReturned();
  return (
    <Modal.Root opened onClose={close} size={600} yOffset="12vh" radius="lg" classNames={{ content: classes.content }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t.title}>
        <Finder onClose={close} />
      </Modal.Content>
    </Modal.Root>
  );
}

/** Gives the focus back to what had it. A page that is gone to then takes it. */
function useFocusReturned() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    },
    [opener],
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const t = usePaletteMessages();
  const [typed, setTyped] = useState('');
  // What is chosen stays so while more is found around it.
  const [chosen, setChosen] = useState<string | null>(null);
  const listId = useId();
  const person = useQueryClient().getQueryData(currentUserQuery.queryKey)?.id ?? null;
  const findings = useFindings(typed, person);
  const commands = matching(useCommands(), typed);
  const found = GROUPS.flatMap((group) => commands.concat(findings.commands).filter((each) => each.group === group));
  const active = Math.max(
    0,
    found.findIndex(({ id }) => id === chosen),
  );
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
      const command = found[moves[event.key]!];
      if (!command) return;
      setChosen(command.id);
      document.getElementById(idOf(command))?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[active]);
    }
  }

  return (
    <>
      <div className={classes.search} data-pending={findings.pending}>
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <input
          className={classes.input}
          role="combobox"
          aria-label={t.title}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[active] && idOf(found[active])}
          aria-autocomplete="list"
          placeholder={t.placeholder}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label={t.title} aria-busy={findings.pending}>
        {GROUPS.map((group) => {
          const members = found.filter((command) => command.group === group);
          if (members.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={t[group]}>
              <p className={classes.group} aria-hidden="true">
                {t[group]}
              </p>
              {members.map((command) => (
                <Option
                  key={command.id}
                  id={idOf(command)}
                  command={command}
                  selected={command === found[active]}
                  onHover={() => setChosen(command.id)}
                  onChoose={() => run(command)}
                />
              ))}
            </div>
          );
        })}
      </div>
      <p className={classes.state} role="status">
        {findings.failed && t.failed}
        {found.length === 0 && !findings.failed && (findings.pending ? t.searching : t.empty(typed.trim()))}
      </p>
      <Hints />
    </>
  );
}
