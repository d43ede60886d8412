import { matchRoutes, type RouteObject } from 'react-router';
import { GuestOnly } from '@/features/session/GuestOnly';
import { articlesTexts } from '@/lib/messages/articles';
import { cartTexts } from '@/lib/messages/cart';
import { catalogTexts } from '@/lib/messages/catalog';
import { homeTexts } from '@/lib/messages/home';
import { invitationTexts } from '@/lib/messages/invitation';
import { plansTexts } from '@/lib/messages/plans';
import { AuthLayout } from './layouts/AuthLayout';
import { PublicLayout } from './layouts/PublicLayout';
import { page, part, type Part } from './parts';
import { Root } from './Root';

/** What everyone may see. All other addresses are those of the signed-in application, which comes with its own routes. */
export const routes: RouteObject[] = [
  {
    element: <Root />,
    children: [
      {
        element: <PublicLayout />,
        children: [
          page('/', () => import('@/pages/HomePage'), homeTexts),
          page('/products', () => import('@/pages/products/ProductsPage'), catalogTexts),
          page('/products/:slug', () => import('@/pages/products/ProductPage'), catalogTexts),
          page('/articles', () => import('@/pages/articles/ArticlesPage'), articlesTexts),
          page('/articles/:slug', () => import('@/pages/articles/ArticlePage'), articlesTexts),
          page('/pricing', () => import('@/pages/plans/PricingPage'), plansTexts),
          page('/cart', () => import('@/pages/cart/CartPage'), cartTexts),
          page('/checkout/:orderId?', () => import('@/pages/checkout/CheckoutPage'), cartTexts),
          page('/404', () => import('@/pages/NotFoundPage')),
        ],
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
          page('/invitations/:token', () => import('@/pages/invitation/InvitationPage'), invitationTexts),
        ],
      },
      { path: '*', ...part(loadMemberArea) },
    ],
  },
];

async function loadMemberArea() {
  const area = await import('./MemberArea');
  await loadParts(window.location.pathname, area.memberRoutes);
  return area;
}

/** Loads all parts that `pathname` shows at once, not each after the one around it. */
export async function loadParts(pathname: string, among: RouteObject[] = routes): Promise<void> {
  const parts = (matchRoutes(among, pathname) ?? []).flatMap(({ route }) => (route.handle as Part['handle']) ?? []);
  await Promise.all(parts.map(({ load }) => load()));
}
