import { useComputedColorScheme, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';

export type ThemeChoice = MantineColorScheme;

/** The theme: what was chosen, what is shown, and how to change it. */
export function useTheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return { choice: colorScheme, shown, choose: setColorScheme };
}

/** Keeps the color of the browser's own frame in step with the theme. */
export function useThemeColor(): void {
  const { shown } = useTheme();
  useEffect(() => {
    const background = getComputedStyle(document.documentElement).getPropertyValue('--bg').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', background);
  }, [shown]);
}
