import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLock, IconLogout, IconMoon, IconSelector, IconSun } from '@tabler/icons-react';
import { Link } from 'react-router';
import { UserAvatar } from '@/features/account/UserAvatar';
import { useTheme } from '@/features/preferences/useTheme';
import { useCurrentUser } from '@/features/session/context';
import { useSignOut } from '@/features/session/useSignOut';
import { useMessages } from '@/lib/messages/context';
import { fullName } from '@/lib/person';
import { menuPlaces } from './places';
import classes from './AccountMenu.module.css';

/** Who is signed in, and what they can do about it. `compact` shows the picture alone. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const t = useMessages();
  const user = useCurrentUser();
  const signOut = useSignOut();
  const { shown, choose } = useTheme();
  const other = shown === 'dark' ? 'light' : 'dark';
  const ThemeIcon = other === 'dark' ? IconMoon : IconSun;
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };
  return (
    <Menu withinPortal={false} position={compact ? 'bottom-end' : 'top-start'} width={216}>
      <Menu.Target>
        <UnstyledButton className={classes.target} data-compact={compact}>
          <VisuallyHidden>{t.navigation.accountMenu}</VisuallyHidden>
          <UserAvatar user={user} size={32} />
          {!compact && (
            <>
              <span className={classes.who}>
                <span className={classes.name}>{fullName(user)}</span>
                <span className={classes.address}>{user.email}</span>
              </span>
              <IconSelector size={16} stroke={1.75} aria-hidden="true" />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {menuPlaces(t)
          .filter(({ to }) => compact || to === '/profile')
          .map(({ to, label, icon: Icon }) => (
            <Menu.Item key={to} component={Link} to={to} leftSection={<Icon {...icon} />}>
              {label}
            </Menu.Item>
          ))}
        <Menu.Item component={Link} to="/settings/security" leftSection={<IconLock {...icon} />}>
          {t.navigation.security}
        </Menu.Item>
        <Menu.Item leftSection={<ThemeIcon {...icon} />} onClick={() => choose(other)} closeMenuOnClick={false}>
          {other === 'dark' ? t.theme.toDark : t.theme.toLight}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => void signOut()}>
          {t.navigation.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
