import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { GuestOnly } from '@/features/session/GuestOnly';
import { RequireRole } from '@/features/session/RequireRole';
import { RequireSession } from '@/features/session/RequireSession';
import { Crash } from './Crash';
import { AuthLayout } from './layouts/AuthLayout';
import { PublicLayout } from './layouts/PublicLayout';
import { Root } from './Root';

/** A page that is loaded when someone goes there. */
const page = (path: string, load: () => Promise<{ default: React.ComponentType }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
});

const memberLayout = async () => ({ Component: (await import('./layouts/MemberLayout')).MemberLayout });
const settingsLayout = async () => ({ Component: (await import('./layouts/SettingsLayout')).SettingsLayout });

export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <Crash />,
    // Nothing is shown while the first page's code is on its way; it is preloaded by then.
    HydrateFallback: () => null,
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
        ],
      },
      {
        element: <RequireSession />,
        children: [
          {
            lazy: memberLayout,
            children: [
              page('/dashboard', () => import('@/pages/DashboardPage')),
              page('/profile', () => import('@/pages/ProfilePage')),
              { path: '/settings', element: <Navigate to="/settings/account" replace /> },
              {
                lazy: settingsLayout,
                children: [
                  page('/settings/account', () => import('@/pages/AccountPage')),
                  page('/settings/security', () => import('@/pages/SecurityPage')),
                  page('/settings/appearance', () => import('@/pages/AppearancePage')),
                ],
              },
              { path: '/studio', element: <Navigate to="/studio/mails" replace /> },
              {
                element: <RequireRole allow="admin" />,
                children: [page('/studio/mails/:mailId?', () => import('@/pages/MailsPage'))],
              },
            ],
          },
        ],
      },
      { path: '*', element: <Navigate to="/404" replace /> },
    ],
  },
];

export function createAppRouter() {
  return createBrowserRouter(routes);
}
