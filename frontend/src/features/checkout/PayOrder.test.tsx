import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, on, success } from '@/testing/answers';
import { order } from '@/testing/orders';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { PayOrder } from './PayOrder';

function show(change: Parameters<typeof order>[0], state?: unknown) {
  const { id, ...rest } = order(change);
  server.use(
    on('get', '/orders/{id}', () => success({ id, ...rest })),
    on('post', '/orders/{id}/payment', () => failure(503, 'SERVICE_UNAVAILABLE')),
  );
  const view = renderPage(<PayOrder id={id} />);
  if (state) void view.router.navigate(`/checkout/${id}`, { state });
  return { ...view, id };
}

describe('PayOrder', () => {
  it('thanks for what was just paid', async () => {
    show({ status: 'paid', reservedUntil: null });
    expect(await screen.findByRole('heading', { name: 'Thank you, Ada' })).toBeVisible();
  });

  it.each(['fulfilled', 'refunded'] as const)(
    'goes to the order when it is %s, and does not thank again',
    async (status) => {
      const { router, id } = show({ status, reservedUntil: null });
      await waitFor(() => expect(router.state.location.pathname).toBe(`/orders/${id}`));
    },
  );

  it('says which price has changed since the cart was shown', async () => {
    show({}, { repriced: [{ name: 'Lamp', before: '40.00', now: '55.00' }] });
    expect(await screen.findByText(/^Lamp costs \$55\.00 now, not \$40\.00\./)).toBeVisible();
  });
});
