import {
  IconBrightness2,
  IconLanguage,
  IconLogin,
  IconLogout,
  IconMoon,
  IconSun,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Hit } from '@/api/types';
import { allPlaces } from '@/features/navigation/places';
import { useLanguageChoice } from '@/features/preferences/useLanguageChoice';
import { useTheme, type ThemeChoice } from '@/features/preferences/useTheme';
import { rolesQuery } from '@/features/roles/queries';
import { currentUserQuery } from '@/features/session/queries';
import { useSignOut } from '@/features/session/useSignOut';
import { useMessages } from '@/lib/messages/context';
import { LANGUAGES, type Language } from '@/lib/messages/languages';
import { usePaletteMessages } from '@/lib/messages/palette';
import { holds } from '@/lib/permissions';
import { useAppSelector } from '@/store/hooks';

/** The groups of the palette, in the order in which they stand. */
export const GROUPS = ['recent', 'pages', 'actions', 'products', 'articles', 'people', 'teams'] as const;

export interface Command {
  id: string;
  group: (typeof GROUPS)[number];
  label: string;
  icon: TablerIcon;
  /** What a search has found, for which the command stands. */
  hit?: Hit;
  run: () => void;
}

/** Everything one can go to or do from here. */
export function useCommands(): Command[] {
  const t = useMessages();
  const texts = usePaletteMessages();
  const navigate = useNavigate();
  const theme = useTheme();
  const { language, choose } = useLanguageChoice();
  const signOut = useSignOut();
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  // The palette opens on pages for guests as well, of whom neither is asked.
  const role = useQuery({ ...currentUserQuery, enabled: signedIn }).data?.role ?? 'guest';
  const permissions = useQuery({ ...rolesQuery, enabled: signedIn }).data?.permissions ?? [];
  const impersonated = useAppSelector((state) => state.auth.impersonation !== null);
  const may = (permission: string) => holds(permissions, role, permission, impersonated);

  const pages = allPlaces(t, signedIn, may).map(
    ({ to, label, icon }): Command => ({ id: to, group: 'pages', label, icon, run: () => void navigate(to) }),
  );
  const themes: [ThemeChoice, string, TablerIcon][] = [
    ['light', texts.useLightTheme, IconSun],
    ['dark', texts.useDarkTheme, IconMoon],
    ['auto', texts.useSystemTheme, IconBrightness2],
  ];
  const actions: Command[] = [
    ...themes
      .filter(([choice]) => choice !== theme.choice)
      .map(([choice, label, icon]): Command => {
        return { id: `theme-${choice}`, group: 'actions', label, icon, run: () => theme.choose(choice) };
      }),
    ...Object.entries(LANGUAGES)
      .filter(([code]) => code !== language)
      .map(([code, name]): Command => {
        const run = () => choose(code as Language);
        return { id: `language-${code}`, group: 'actions', label: texts.speak(name), icon: IconLanguage, run };
      }),
    signedIn
      ? { id: 'sign-out', group: 'actions', label: t.navigation.signOut, icon: IconLogout, run: () => void signOut() }
      : {
          id: 'sign-in',
          group: 'actions',
          label: t.navigation.signIn,
          icon: IconLogin,
          run: () => void navigate('/login'),
        },
  ];
  return [...pages, ...actions];
}

/** Commands in which every typed word begins some word of the label, accents and case aside. */
export function matching(commands: Command[], search: string): Command[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return commands.filter(({ label }) => {
    const parts = fold(label).split(/[\s-]+/);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
