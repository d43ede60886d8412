import {
  IconDatabaseExport,
  IconHome,
  IconKey,
  IconLayoutDashboard,
  IconLock,
  IconMail,
  IconPalette,
  IconPlugConnected,
  IconSettings,
  IconUserCircle,
  IconUserSquareRounded,
  type TablerIcon,
} from '@tabler/icons-react';
import type { User } from '@/api/types';
import type { Messages } from '@/lib/messages/en';

export interface Place {
  to: string;
  label: string;
  icon: TablerIcon;
}

export const memberPlaces = (t: Messages): Place[] => [
  { to: '/dashboard', label: t.navigation.overview, icon: IconLayoutDashboard },
  { to: '/profile', label: t.navigation.profile, icon: IconUserCircle },
  { to: '/settings', label: t.navigation.settings, icon: IconSettings },
];

/** The rooms of the studio that `user` may enter. */
export const studioPlaces = (t: Messages, user: User): Place[] =>
  user.role === 'admin' ? [{ to: '/studio/mails', label: t.navigation.mails, icon: IconMail }] : [];

export const settingsPlaces = (t: Messages): Place[] => [
  { to: '/settings/account', label: t.navigation.account, icon: IconUserSquareRounded },
  { to: '/settings/security', label: t.navigation.security, icon: IconLock },
  { to: '/settings/connected-accounts', label: t.navigation.connectedAccounts, icon: IconPlugConnected },
  { to: '/settings/api-keys', label: t.navigation.apiKeys, icon: IconKey },
  { to: '/settings/data', label: t.navigation.data, icon: IconDatabaseExport },
  { to: '/settings/appearance', label: t.navigation.appearance, icon: IconPalette },
];

/** Everything that the command palette leads to. */
export const allPlaces = (t: Messages, user: User | null): Place[] => {
  const home = { to: '/', label: t.navigation.home, icon: IconHome };
  if (!user) return [home];
  const [overview, profile] = memberPlaces(t);
  return [overview!, profile!, ...settingsPlaces(t), ...studioPlaces(t, user), home];
};
