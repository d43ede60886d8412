import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { articlesTexts } from '@/lib/messages/articles';
import { cartTexts } from '@/lib/messages/cart';
import { catalogTexts } from '@/lib/messages/catalog';
import { memberTexts } from '@/lib/messages/member';
import { ordersTexts } from '@/lib/messages/orders';
import { paletteTexts } from '@/lib/messages/palette';
import { paymentTexts } from '@/lib/messages/payment';
import { settingsTexts } from '@/lib/messages/settings';
import { server } from './server';

// jsdom has none of these, and the components ask for them.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

Element.prototype.scrollIntoView = () => {};

// Components show their words at once, as in a page that has loaded them.
await Promise.all(
  [articlesTexts, cartTexts, catalogTexts, memberTexts, ordersTexts, paletteTexts, paymentTexts, settingsTexts].map(
    (texts) => texts.load(),
  ),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());
