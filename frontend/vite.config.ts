import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { budget } from './build/budget.ts';
import { ownCopy } from './build/ownCopy.ts';
import { preloadFonts } from './build/preloadFonts.ts';
import { swaggerAssets } from './build/swaggerAssets.ts';

const apiOrigin = `http://localhost:${process.env.PORT ?? '3000'}`;

// The server refuses changes that come from another origin; behind this proxy there is only one.
const proxied = { target: apiOrigin, changeOrigin: true, headers: { origin: apiOrigin } };

const pages = (names: string, folder = '') => names.split(' ').map((name) => `src/pages/${folder}${name}Page.tsx`);

export default defineConfig({
  plugins: [
    react(),
    preloadFonts(['hanken-grotesk-latin-wght', 'bricolage-grotesque-latin-wght']),
    swaggerAssets(),
    ownCopy('recharts', [
      '@reduxjs/toolkit',
      'react-redux',
      'redux',
      'redux-thunk',
      'immer',
      'reselect',
      'use-sync-external-store/shim/with-selector',
      'use-sync-external-store/with-selector.js',
    ]),
    budget(
      [
        {
          limit: 170_000,
          pages: pages('Login Register ForgotPassword ResetPassword VerifyEmail NotFound'),
        },
        {
          limit: 170_000,
          pages: pages('Home'),
          around: ['src/lib/messages/home.de.ts'],
        },
        {
          limit: 170_000,
          pages: pages('Invitation', 'invitation/'),
          around: ['src/lib/messages/invitation.de.ts'],
        },
        {
          limit: 170_000,
          pages: pages('Products Product', 'products/'),
          around: ['src/lib/messages/catalog.de.ts'],
        },
        {
          limit: 170_000,
          pages: pages('Articles Article', 'articles/'),
          around: ['src/lib/messages/articles.de.ts'],
        },
        {
          limit: 170_000,
          pages: pages('Pricing', 'plans/'),
          around: ['src/lib/messages/plans.de.ts'],
        },
        {
          limit: 170_000,
          pages: pages('Cart', 'cart/'),
          around: ['src/lib/messages/cart.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Checkout', 'checkout/'),
          around: ['src/lib/messages/cart.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Orders Order', 'orders/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/orders.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Dashboard Profile Mails'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Account Security ConnectedAccounts ApiKeys Data Appearance', 'settings/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/settings.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Billing Start Invoice', 'billing/'),
          around: [
            'src/app/MemberArea.tsx',
            'src/lib/messages/member.de.ts',
            'src/lib/messages/billing.de.ts',
            'src/lib/messages/plans.de.ts',
          ],
        },
        {
          limit: 230_000,
          pages: [
            ...pages('AllPlans', 'studio/plans/'),
            ...pages('Subscriptions Subscription', 'studio/subscriptions/'),
          ],
          around: [
            'src/app/MemberArea.tsx',
            'src/lib/messages/member.de.ts',
            'src/lib/messages/membership.de.ts',
            'src/lib/messages/billing.de.ts',
            'src/lib/messages/plans.de.ts',
          ],
        },
        {
          limit: 230_000,
          pages: pages('Writing Editor Revisions', 'content/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/writing.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Files', 'files/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/files.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Teams Team', 'teams/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/teams.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('Users User AllTeams Roles Audit', 'studio/'),
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/studio.de.ts'],
        },
        {
          limit: 230_000,
          pages: [
            ...pages('Products Product NewProduct Transfers Import', 'studio/products/'),
            ...pages('Categories', 'studio/categories/'),
          ],
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/inventory.de.ts'],
        },
        {
          limit: 230_000,
          pages: [...pages('Orders', 'studio/orders/'), ...pages('Payments PaymentEvents', 'studio/payments/')],
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/trade.de.ts'],
        },
        {
          limit: 230_000,
          pages: [...pages('Order', 'studio/orders/'), ...pages('Payment', 'studio/payments/')],
          around: [
            'src/app/MemberArea.tsx',
            'src/lib/messages/member.de.ts',
            'src/lib/messages/trade.de.ts',
            'src/lib/messages/books.de.ts',
          ],
        },
        {
          limit: 230_000,
          pages: [...pages('Ledger', 'studio/ledger/'), ...pages('Reports', 'studio/reports/')],
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/books.de.ts'],
        },
        {
          limit: 230_000,
          pages: pages('StudioIndex', 'studio/'),
          around: [
            'src/app/MemberArea.tsx',
            'src/lib/messages/member.de.ts',
            'src/lib/messages/studio.de.ts',
            'src/lib/messages/books.de.ts',
            'src/lib/messages/trade.de.ts',
          ],
        },
        {
          limit: 230_000,
          pages: [...pages('AllArticles', 'studio/content/'), ...pages('AllFiles', 'studio/files/')],
          around: ['src/app/MemberArea.tsx', 'src/lib/messages/member.de.ts', 'src/lib/messages/library.de.ts'],
        },
      ],
      ['src/lib/messages/en.ts', 'src/lib/messages/de.ts'],
    ),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 5173, strictPort: true, proxy: { '/api': proxied, '/avatars': proxied } },
  build: {
    target: 'es2023',
    // The content security policy allows fonts and scripts from this origin alone, so nothing may become a data: address.
    assetsInlineLimit: 0,
    // Every browser of this target preloads modules by itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        // What every page needs is one piece, also where something needs only a part of it: pieces weigh more.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|react-router|scheduler|clsx|@mantine\/core\/esm\/(core|components\/(Input|InputBase|CloseButton|UnstyledButton)))\//,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['{src,build}/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    coverage: { include: ['src/**'], exclude: ['src/api/generated/**', 'src/testing/**', 'src/**/*.test.*'] },
  },
});
