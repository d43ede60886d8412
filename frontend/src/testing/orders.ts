import type { Order } from '@/api/types';

/** An order that waits for its payment, unless `change` says otherwise. */
export const order = (change: Partial<Order> = {}): Order => ({
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3b02',
  number: 'VH1R-748W',
  status: 'pending',
  currency: 'USD',
  subtotal: '12.50',
  tax: '1.00',
  taxRate: '8.00',
  total: '13.50',
  refunded: '0.00',
  items: [],
  customer: null,
  shippingAddress: null,
  reservedUntil: new Date(Date.now() + 600_000).toISOString(),
  paidAt: null,
  fulfilledAt: null,
  canceledAt: null,
  tracking: null,
  history: [],
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  ...change,
});
