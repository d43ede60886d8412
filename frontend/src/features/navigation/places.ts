import {
  IconArticle,
  IconBook2,
  IconCategory,
  IconCreditCard,
  IconBuildingStore,
  IconCreditCardPay,
  IconDatabaseExport,
  IconFiles,
  IconFolders,
  IconHome,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconLayersSubtract,
  IconLock,
  IconMail,
  IconPackage,
  IconPalette,
  IconPencil,
  IconPlugConnected,
  IconRefreshDot,
  IconReceipt,
  IconReportMoney,
  IconSettings,
  IconShieldCheck,
  IconShoppingBag,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconUserSquareRounded,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Messages } from '@/lib/messages/en';

export interface Place {
  to: string;
  label: string;
  icon: TablerIcon;
}

/** Rooms of the studio that belong together. */
export interface PlaceGroup {
  key: string;
  label: string;
  places: Place[];
}

const GROUPS = ['shop', 'money', 'people', 'machineRoom'] as const;

type GroupKey = (typeof GROUPS)[number];

/** Whether the person at the screen holds a permission. */
type May = (permission: string) => boolean;

export const memberPlaces = (t: Messages): Place[] => [
  { to: '/dashboard', label: t.navigation.overview, icon: IconLayoutDashboard },
  { to: '/orders', label: t.navigation.orders, icon: IconReceipt },
  { to: '/content', label: t.navigation.writing, icon: IconPencil },
  { to: '/files', label: t.navigation.files, icon: IconFiles },
  { to: '/teams', label: t.navigation.teams, icon: IconUsersGroup },
  { to: '/billing', label: t.navigation.billing, icon: IconCreditCard },
  { to: '/profile', label: t.navigation.profile, icon: IconUserCircle },
  { to: '/settings', label: t.navigation.settings, icon: IconSettings },
];

const TABS = new Set(['/dashboard', '/orders', '/content', '/files']);

/** What stays within reach of the thumb; the account menu leads to the rest. */
export const tabPlaces = (t: Messages): Place[] => memberPlaces(t).filter(({ to }) => TABS.has(to));

/** The rest. */
export const menuPlaces = (t: Messages): Place[] => memberPlaces(t).filter(({ to }) => !TABS.has(to));

/** The rooms of the studio, each with the permission that opens it. */
const rooms = (t: Messages): (Place & { group: GroupKey; permission: string })[] => [
  {
    group: 'shop',
    to: '/studio/orders',
    label: t.navigation.allOrders,
    icon: IconShoppingBag,
    permission: 'orders:read',
  },
  {
    group: 'shop',
    to: '/studio/products',
    label: t.navigation.products,
    icon: IconPackage,
    permission: 'products:update',
  },
  {
    group: 'shop',
    to: '/studio/categories',
    label: t.navigation.categories,
    icon: IconCategory,
    permission: 'categories:update',
  },
  {
    group: 'shop',
    to: '/studio/plans',
    label: t.navigation.allPlans,
    icon: IconLayersSubtract,
    permission: 'plans:update',
  },
  {
    group: 'shop',
    to: '/studio/subscriptions',
    label: t.navigation.subscriptions,
    icon: IconRefreshDot,
    permission: 'subscriptions:read',
  },
  {
    group: 'shop',
    to: '/studio/content',
    label: t.navigation.allContent,
    icon: IconArticle,
    permission: 'drafts:read',
  },
  { group: 'shop', to: '/studio/files', label: t.navigation.allFiles, icon: IconFolders, permission: 'files:read' },
  {
    group: 'money',
    to: '/studio/payments',
    label: t.navigation.allPayments,
    icon: IconCreditCardPay,
    permission: 'payments:read',
  },
  {
    group: 'money',
    to: '/studio/payment-events',
    label: t.navigation.paymentEvents,
    icon: IconInbox,
    permission: 'payment-events:read',
  },
  { group: 'money', to: '/studio/ledger', label: t.navigation.ledger, icon: IconBook2, permission: 'ledger:read' },
  {
    group: 'money',
    to: '/studio/reports',
    label: t.navigation.reports,
    icon: IconReportMoney,
    permission: 'revenue:read',
  },
  { group: 'people', to: '/studio/users', label: t.navigation.users, icon: IconUsers, permission: 'users:read' },
  {
    group: 'people',
    to: '/studio/teams',
    label: t.navigation.allTeams,
    icon: IconUsersGroup,
    permission: 'teams:read',
  },
  {
    group: 'people',
    to: '/studio/roles',
    label: t.navigation.roles,
    icon: IconShieldCheck,
    permission: 'users:read',
  },
  { group: 'machineRoom', to: '/studio/mails', label: t.navigation.mails, icon: IconMail, permission: 'mails:read' },
  {
    group: 'machineRoom',
    to: '/studio/audit',
    label: t.navigation.audit,
    icon: IconListSearch,
    permission: 'audit-logs:read',
  },
];

/** The rooms of the studio that one may enter, by what they are about. */
export function studioGroups(t: Messages, may: May): PlaceGroup[] {
  const open = rooms(t).filter(({ permission }) => may(permission));
  return GROUPS.map((key) => ({
    key,
    label: t.navigation[key],
    places: open.filter(({ group }) => group === key),
  })).filter(({ places }) => places.length > 0);
}

export const settingsPlaces = (t: Messages): Place[] => [
  { to: '/settings/account', label: t.navigation.account, icon: IconUserSquareRounded },
  { to: '/settings/security', label: t.navigation.security, icon: IconLock },
  { to: '/settings/connected-accounts', label: t.navigation.connectedAccounts, icon: IconPlugConnected },
  { to: '/settings/api-keys', label: t.navigation.apiKeys, icon: IconKey },
  { to: '/settings/data', label: t.navigation.data, icon: IconDatabaseExport },
  { to: '/settings/appearance', label: t.navigation.appearance, icon: IconPalette },
];

/** Everything that the command palette leads to. */
export const allPlaces = (t: Messages, signedIn: boolean, may: May): Place[] => {
  const open = [
    { to: '/', label: t.navigation.home, icon: IconHome },
    { to: '/products', label: t.navigation.products, icon: IconBuildingStore },
    { to: '/articles', label: t.navigation.articles, icon: IconArticle },
    { to: '/pricing', label: t.navigation.pricing, icon: IconLayersSubtract },
    { to: '/cart', label: t.navigation.cart, icon: IconShoppingBag },
  ];
  if (!signedIn) return open;
  const own = memberPlaces(t).filter(({ to }) => to !== '/settings');
  return [...own, ...settingsPlaces(t), ...studioGroups(t, may).flatMap(({ places }) => places), ...open];
};
