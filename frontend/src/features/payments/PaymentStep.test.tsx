import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Payment } from '@/api/types';
import { failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { PaymentStep } from './PaymentStep';

const payment = (change: Partial<Payment> = {}): Payment => ({
  id: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3b01',
  status: 'requires_payment_method',
  amount: '13.50',
  currency: 'USD',
  provider: 'sandbox',
  clientSecret: 'secret',
  publishableKey: null,
  orderId: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3b02',
  orderNumber: '7K3Q-M9TD',
  invoiceId: null,
  refunded: '0.00',
  fee: null,
  card: null,
  failure: null,
  customer: null,
  refunds: [],
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  succeededAt: null,
  ...change,
});

const CONFIRMATION = '/payments/{id}/sandbox-confirmation';
const CHALLENGE = '/payments/{id}/sandbox-challenge';

function show(begun = payment()) {
  const onSettled = vi.fn();
  // Our server hears of what the provider does later than the form.
  server.use(on('get', '/payments/{id}', () => success(begun)));
  return { ...renderPage(<PaymentStep payment={begun} onSettled={onSettled} />), onSettled };
}

const number = () => screen.getByRole('textbox', { name: 'Card number' });

describe('PaymentStep', () => {
  it('groups what is typed, says whose card it is not, and sends its digits once', async () => {
    const sent: unknown[] = [];
    const keys = new Set<string | null>();
    server.use(
      on('post', CONFIRMATION, async ({ request }) => {
        sent.push(await request.json());
        keys.add(request.headers.get('Idempotency-Key'));
        return success(payment({ status: 'succeeded' }));
      }),
    );
    const { person, onSettled } = show();
    await person.type(number(), '4242424242424241');
    expect(number()).toHaveValue('4242 4242 4242 4241');
    await person.type(screen.getByRole('textbox', { name: 'Good until' }), '1230');
    await person.type(screen.getByRole('textbox', { name: 'Security code' }), '123');
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    expect(await screen.findByText(/This is no card number/)).toBeVisible();
    expect(number()).toHaveFocus();
    await person.type(number(), '{Backspace}2');
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    await waitFor(() => expect(onSettled).toHaveBeenCalledOnce());
    expect(sent).toEqual([{ card: '4242424242424242', expiry: '12/30', cvc: '123' }]);
    expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps the caret where a digit was put in the middle', async () => {
    const { person } = show();
    await person.type(number(), '42424242');
    await person.type(number(), '9', { initialSelectionStart: 2, initialSelectionEnd: 2 });
    expect(number()).toHaveValue('4294 2424 2');
    expect((number() as HTMLInputElement).selectionStart).toBe(3);
  });

  it.each([
    ['4000 0000 0000 0002', 'Your card was declined', 'Card number'],
    ['4000 0000 0000 0127', 'The security code is not right', 'Security code'],
  ])('tells at its field that %s is declined, and loses nothing', async (card, message, field) => {
    server.use(on('post', CONFIRMATION, () => failure(402, 'PAYMENT_FAILED')));
    const { person, onSettled } = show();
    await person.click(screen.getByRole('button', { name: new RegExp(card) }));
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    expect(await screen.findByText(new RegExp(message))).toBeVisible();
    await waitFor(() => expect(screen.getByRole('textbox', { name: field })).toHaveFocus());
    expect(number()).toHaveValue(card);
    expect(onSettled).not.toHaveBeenCalled();
  });

  it('puts the question of the bank, comes back from a no, and goes on with a yes', async () => {
    server.use(
      on('post', CONFIRMATION, () => success(payment({ status: 'requires_action' }))),
      on('post', CHALLENGE, async ({ request }) => {
        const { outcome } = (await request.json()) as { outcome: string };
        return outcome === 'approved' ? success(payment({ status: 'succeeded' })) : failure(402, 'PAYMENT_FAILED');
      }),
    );
    const { person, onSettled } = show();
    await person.click(screen.getByRole('button', { name: /4000 0025 0000 3155/ }));
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    const dialog = await screen.findByRole('dialog', { name: 'Your bank asks' });
    await person.click(within(dialog).getByRole('button', { name: 'No, refuse' }));
    expect(await screen.findByText(/You refused at your bank/)).toBeVisible();
    expect(number()).toHaveValue('4000 0025 0000 3155');
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    await person.click(await screen.findByRole('button', { name: 'Yes, it is me' }));
    await waitFor(() => expect(onSettled).toHaveBeenCalledOnce());
  });

  it('says why the last try failed when one comes back later', () => {
    show(payment({ failure: { code: 'insufficient_funds', message: 'Your card has insufficient funds' } }));
    expect(screen.getByText(/There is not enough money on this card/)).toBeVisible();
  });

  it('waits while the bank works, also as long as our server has not heard of it', async () => {
    server.use(on('post', CONFIRMATION, () => success(payment({ status: 'processing' }))));
    const { person } = show();
    await person.click(screen.getByRole('button', { name: /4000 0000 0000 0077/ }));
    await person.click(screen.getByRole('button', { name: 'Pay $13.50' }));
    expect(await screen.findByText('Your bank is at work')).toBeVisible();
  });
});
