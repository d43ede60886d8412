import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { on, page } from '@/testing/answers';
import { order } from '@/testing/orders';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { OrderView } from './OrderView';

const payment = (status: string) => ({
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3b01',
  status,
  amount: '13.50',
  currency: 'USD',
  card: { brand: 'visa', last4: '0077' },
  failure: null,
  refunds: [],
  createdAt: '2026-11-22T10:00:00.000Z',
  succeededAt: null,
});

describe('OrderView', () => {
  it('offers to pay for what waits', async () => {
    server.use(on('get', '/payments', () => page([payment('requires_payment_method')])));
    renderPage(<OrderView order={order()} />);
    expect(await screen.findByRole('link', { name: 'Pay now' })).toBeVisible();
    expect(screen.getByRole('timer')).toBeVisible();
  });

  it('does not ask to pay once more while the bank is at work', async () => {
    server.use(on('get', '/payments', () => page([payment('processing')])));
    renderPage(<OrderView order={order()} />);
    expect(await screen.findByText('Your payment is under way')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Pay now' })).toBeNull();
  });
});
