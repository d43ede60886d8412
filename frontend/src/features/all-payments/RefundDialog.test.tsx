import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Payment } from '@/api/types';
import { tradeTexts } from '@/lib/messages/trade';
import { failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import RefundDialog from './RefundDialog';

const refund = (amount: string, status: 'succeeded' | 'pending' | 'failed') =>
  ({ id: amount, amount, currency: 'USD', status }) as Payment['refunds'][number];

const payment = {
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3a09',
  status: 'succeeded',
  amount: '100.00',
  currency: 'USD',
  refunded: '20.00',
  refunds: [refund('20.00', 'succeeded'), refund('10.00', 'pending'), refund('5.00', 'failed')],
} as Payment;

describe('RefundDialog', () => {
  beforeEach(() => tradeTexts.load());

  it('offers what is left, without what is on its way', async () => {
    const { person } = renderPage(<RefundDialog opened payment={payment} onClose={() => {}} />);
    const amount = await screen.findByLabelText('Amount');
    expect(amount).toHaveAccessibleDescription('$70.00 are left');
    for (const [typed, message] of [
      ['70.01', 'No more than $70.00 are left'],
      ['0', 'Please give more than nothing'],
      ['1.234', 'Please give an amount in USD'],
      ['-1', 'Please give an amount in USD'],
    ] as const) {
      await person.clear(amount);
      await person.type(amount, `${typed}{Enter}`);
      await waitFor(() => expect(amount).toHaveAccessibleDescription(expect.stringContaining(message)));
    }
    await person.click(screen.getByRole('button', { name: 'All of it' }));
    expect(amount).toHaveValue('70.00');
  });

  it('sends the same key again when no answer came, and another for another amount', async () => {
    const sent: { key: string | null; body: unknown }[] = [];
    server.use(
      on('post', '/payments/{id}/refunds', async ({ request }) => {
        sent.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
        if (sent.length === 1) return HttpResponse.error();
        if (sent.length === 2) {
          return failure(422, 'UNPROCESSABLE_ENTITY', 'Less is left', [
            { field: 'amount', message: 'Only 9.00 is left' },
          ]);
        }
        return success(refund('9.00', 'pending'), 201);
      }),
    );
    const onClose = vi.fn();
    const { person } = renderPage(<RefundDialog opened payment={payment} onClose={onClose} />);
    const amount = await screen.findByLabelText('Amount');
    await person.type(amount, '12,5');
    await person.click(screen.getByRole('button', { name: 'Refund $12.50' }));
    await screen.findByRole('alert');
    await person.click(screen.getByRole('button', { name: 'Refund $12.50' }));
    await waitFor(() => expect(amount).toHaveAccessibleDescription(/Only 9.00 is left/));
    await person.clear(amount);
    await person.type(amount, '9{Enter}');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent.map(({ body }) => body)).toEqual([{ amount: '12.50' }, { amount: '12.50' }, { amount: '9.00' }]);
    const [first, second, third] = sent.map(({ key }) => key);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});
