import { Navigate, useRoutes, type RouteObject } from 'react-router';
import { RequireRole } from '@/features/session/RequireRole';
import { RequireSession } from '@/features/session/RequireSession';
import { memberTexts } from '@/lib/messages/member';
import { settingsTexts } from '@/lib/messages/settings';
import { MemberLayout } from './layouts/MemberLayout';
import { page, textsWith } from './parts';

const settings: RouteObject[] = [
  { path: '/settings', element: <Navigate to="/settings/account" replace /> },
  page('/settings/account', () => import('@/pages/settings/AccountPage'), settingsTexts),
  page('/settings/security', () => import('@/pages/settings/SecurityPage'), settingsTexts),
  page('/settings/connected-accounts', () => import('@/pages/settings/ConnectedAccountsPage'), settingsTexts),
  page('/settings/api-keys', () => import('@/pages/settings/ApiKeysPage'), settingsTexts),
  page('/settings/data', () => import('@/pages/settings/DataPage'), settingsTexts),
  page('/settings/appearance', () => import('@/pages/settings/AppearancePage')),
];

/** The addresses of the signed-in application. */
export const memberRoutes: RouteObject[] = [
  {
    element: <RequireSession />,
    children: [
      {
        element: <MemberLayout />,
        handle: textsWith(memberTexts),
        children: [
          page('/dashboard', () => import('@/pages/DashboardPage')),
          page('/profile', () => import('@/pages/ProfilePage')),
          ...settings,
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
];

/** The signed-in application. Its code and its list of pages are no load on those who only look at the public ones. */
export default function MemberArea() {
  return useRoutes(memberRoutes);
}
