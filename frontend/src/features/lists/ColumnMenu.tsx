import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconColumns3 } from '@tabler/icons-react';
import { useMemberMessages } from '@/lib/messages/member';
import classes from './ColumnMenu.module.css';

interface ColumnMenuProps {
  choices: { key: string; label: string; shown: boolean }[];
  onToggle: (key: string) => void;
}

/** Which columns of a table are shown. Narrow screens show what there is room for. */
export function ColumnMenu({ choices, onToggle }: ColumnMenuProps) {
  const t = useMemberMessages().lists;
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={200}>
      <Menu.Target>
        <ActionIcon className={classes.target} size={40} aria-label={t.chooseColumns}>
          <IconColumns3 size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ key, label, shown }) => (
          <Menu.Item
            key={key}
            role="menuitemcheckbox"
            aria-checked={shown}
            leftSection={<IconCheck size={16} stroke={2.25} className={classes.check} data-shown={shown} />}
            onClick={() => onToggle(key)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
