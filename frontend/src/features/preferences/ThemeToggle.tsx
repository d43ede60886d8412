import { ActionIcon } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useMessages } from '@/lib/messages/context';
import { useTheme } from './useTheme';

/** Switches between light and dark. */
export function ThemeToggle() {
  const t = useMessages();
  const { shown, choose } = useTheme();
  const dark = shown === 'dark';
  const Icon = dark ? IconSun : IconMoon;
  return (
    <ActionIcon aria-label={dark ? t.theme.toLight : t.theme.toDark} onClick={() => choose(dark ? 'light' : 'dark')}>
      <Icon size={19} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
}
