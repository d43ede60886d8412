import { Navigate, useRoutes, type RouteObject } from 'react-router';
import { RequireSession } from '@/features/session/RequireSession';
import { billingTexts } from '@/lib/messages/billing';
import { booksTexts } from '@/lib/messages/books';
import { inventoryTexts } from '@/lib/messages/inventory';
import { filesTexts } from '@/lib/messages/files';
import { libraryTexts } from '@/lib/messages/library';
import { memberTexts } from '@/lib/messages/member';
import { membershipTexts } from '@/lib/messages/membership';
import { plansTexts } from '@/lib/messages/plans';
import { ordersTexts } from '@/lib/messages/orders';
import { settingsTexts } from '@/lib/messages/settings';
import { studioTexts } from '@/lib/messages/studio';
import { teamsTexts } from '@/lib/messages/teams';
import { tradeTexts } from '@/lib/messages/trade';
import { writingTexts } from '@/lib/messages/writing';
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

const writing: RouteObject[] = [
  page('/content', () => import('@/pages/content/WritingPage'), writingTexts),
  page('/content/:articleId', () => import('@/pages/content/EditorPage'), writingTexts),
  page('/content/:articleId/revisions', () => import('@/pages/content/RevisionsPage'), writingTexts),
  page('/files', () => import('@/pages/files/FilesPage'), filesTexts),
];

const orders: RouteObject[] = [
  page('/orders', () => import('@/pages/orders/OrdersPage'), ordersTexts),
  page('/orders/:orderId', () => import('@/pages/orders/OrderPage'), ordersTexts),
];

const teams: RouteObject[] = [
  page('/teams', () => import('@/pages/teams/TeamsPage'), teamsTexts),
  page('/teams/:teamId', () => import('@/pages/teams/TeamPage'), teamsTexts),
  page('/studio/teams', () => import('@/pages/studio/AllTeamsPage'), teamsTexts),
];

const billing: RouteObject[] = [
  page('/billing', () => import('@/pages/billing/BillingPage'), billingTexts, plansTexts),
  page('/billing/start/:slug', () => import('@/pages/billing/StartPage'), billingTexts, plansTexts),
  page('/billing/invoices/:invoiceId', () => import('@/pages/billing/InvoicePage'), billingTexts),
];

const members: RouteObject[] = [
  page('/studio/plans', () => import('@/pages/studio/plans/AllPlansPage'), membershipTexts, plansTexts),
  page(
    '/studio/subscriptions',
    () => import('@/pages/studio/subscriptions/SubscriptionsPage'),
    membershipTexts,
    billingTexts,
    plansTexts,
  ),
  page(
    '/studio/subscriptions/:subscriptionId',
    () => import('@/pages/studio/subscriptions/SubscriptionPage'),
    membershipTexts,
    billingTexts,
    plansTexts,
  ),
];

const studio: RouteObject[] = [
  page('/studio', () => import('@/pages/studio/StudioIndexPage'), studioTexts, booksTexts, tradeTexts),
  page('/studio/users', () => import('@/pages/studio/UsersPage'), studioTexts),
  page('/studio/users/:userId', () => import('@/pages/studio/UserPage'), studioTexts),
  page('/studio/roles', () => import('@/pages/studio/RolesPage'), studioTexts),
  page('/studio/audit', () => import('@/pages/studio/AuditPage'), studioTexts),
  page('/studio/mails/:mailId?', () => import('@/pages/MailsPage')),
];

const goods: RouteObject[] = [
  page('/studio/products', () => import('@/pages/studio/products/ProductsPage'), inventoryTexts),
  page('/studio/products/new', () => import('@/pages/studio/products/NewProductPage'), inventoryTexts),
  page('/studio/products/transfers', () => import('@/pages/studio/products/TransfersPage'), inventoryTexts),
  page('/studio/products/imports/:transferId', () => import('@/pages/studio/products/ImportPage'), inventoryTexts),
  page('/studio/products/:productId', () => import('@/pages/studio/products/ProductPage'), inventoryTexts),
  page('/studio/categories', () => import('@/pages/studio/categories/CategoriesPage'), inventoryTexts),
  page('/studio/content', () => import('@/pages/studio/content/AllArticlesPage'), libraryTexts),
  page('/studio/files', () => import('@/pages/studio/files/AllFilesPage'), libraryTexts),
];

const trade: RouteObject[] = [
  page('/studio/orders', () => import('@/pages/studio/orders/OrdersPage'), tradeTexts),
  page('/studio/orders/:orderId', () => import('@/pages/studio/orders/OrderPage'), tradeTexts, booksTexts),
  page('/studio/payments', () => import('@/pages/studio/payments/PaymentsPage'), tradeTexts),
  page('/studio/payments/:paymentId', () => import('@/pages/studio/payments/PaymentPage'), tradeTexts, booksTexts),
  page('/studio/payment-events', () => import('@/pages/studio/payments/PaymentEventsPage'), tradeTexts),
  page('/studio/ledger', () => import('@/pages/studio/ledger/LedgerPage'), booksTexts),
  page('/studio/reports', () => import('@/pages/studio/reports/ReportsPage'), booksTexts),
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
          ...orders,
          ...writing,
          ...settings,
          ...billing,
          ...teams,
          ...studio,
          ...goods,
          ...members,
          ...trade,
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
