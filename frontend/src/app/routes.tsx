import { matchRoutes, Navigate, type RouteObject } from 'react-router';
import { GuestOnly } from '@/features/session/GuestOnly';
import { RequireSession } from '@/features/session/RequireSession';
import { AuthLayout } from './layouts/AuthLayout';
import { PublicLayout } from './layouts/PublicLayout';
import { part, type Part } from './parts';
import { Root } from './Root';

/** A page that is loaded when someone goes there. */
const page = (path: string, load: Parameters<typeof part>[0]): RouteObject => ({ path, ...part(load) });

export const routes: RouteObject[] = [
  {
    element: <Root />,
    children: [
      {
        element: <PublicLayout />,
        children: [page('/', () => import('@/pages/HomePage')), page('/404', () => import('@/pages/NotFoundPage'))],
      },
      {
        element: <AuthLayout />,
        children: [
          {
            element: <GuestOnly />,
            children: [
              page('/login', () => import('@/pages/LoginPage')),
              page('/register', () => import('@/pages/RegisterPage')),
              page('/forgot-password', () => import('@/pages/ForgotPasswordPage')),
            ],
          },
          page('/reset-password', () => import('@/pages/ResetPasswordPage')),
          page('/verify-email', () => import('@/pages/VerifyEmailPage')),
          page('/invitations/:token', () => import('@/pages/invitation/InvitationPage')),
        ],
      },
      {
        element: <RequireSession />,
        children: [
          {
            ...part(() => import('./layouts/MemberLayout')),
            children: [
              page('/dashboard', () => import('@/pages/DashboardPage')),
              page('/profile', () => import('@/pages/ProfilePage')),
              { path: '/settings', element: <Navigate to="/settings/account" replace /> },
              page('/settings/account', () => import('@/pages/AccountPage')),
              page('/settings/security', () => import('@/pages/SecurityPage')),
              page('/settings/appearance', () => import('@/pages/AppearancePage')),
              page('/teams', () => import('@/pages/teams/TeamsPage')),
              page('/teams/:teamId', () => import('@/pages/teams/TeamPage')),
              page('/studio', () => import('@/pages/studio/StudioIndexPage')),
              page('/studio/users', () => import('@/pages/studio/UsersPage')),
              page('/studio/users/:userId', () => import('@/pages/studio/UserPage')),
              page('/studio/teams', () => import('@/pages/studio/AllTeamsPage')),
              page('/studio/roles', () => import('@/pages/studio/RolesPage')),
              page('/studio/audit', () => import('@/pages/studio/AuditPage')),
              page('/studio/mails/:mailId?', () => import('@/pages/MailsPage')),
            ],
          },
        ],
      },
      { path: '*', element: <Navigate to="/404" replace /> },
    ],
  },
];

/** Loads all parts that `pathname` shows at once, not each after the one around it. */
export async function loadParts(pathname: string): Promise<void> {
  const parts = (matchRoutes(routes, pathname) ?? []).flatMap(({ route }) => (route.handle as Part['handle']) ?? []);
  await Promise.all(parts.map(({ load }) => load()));
}
