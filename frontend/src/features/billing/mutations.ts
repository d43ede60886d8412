import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, download } from '@/api/client';
import type { Invoice } from '@/api/types';
import { showError } from '@/features/errors/toasts';
import { useAttempt } from '@/features/forms/useAttempt';
import { useMessages } from '@/lib/messages/context';
import { saveFile } from '@/lib/saveFile';
import { INVOICES_KEY, SUBSCRIPTIONS_KEY } from './queries';

/** Asks again for everything that a plan changes: itself, its invoices, and how often one may ask. */
export function useBillingChanged() {
  const queries = useQueryClient();
  return async () => {
    const changed = [SUBSCRIPTIONS_KEY, INVOICES_KEY, ['session', 'allowance']];
    await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

/** Begins a plan: at once when it has a trial, else with an invoice to be paid. */
export function useSubscribe() {
  const onSettled = useBillingChanged();
  const once = useAttempt();
  return useMutation({
    mutationFn: (planId: string) =>
      once(planId, (idempotencyKey) => api.post('/subscriptions', { body: { planId }, idempotencyKey })),
    onSettled,
  });
}

/** Ends a subscription with its period; one that waits for a payment at once. */
export function useCancel(id: string) {
  const onSuccess = useBillingChanged();
  return useMutation({
    mutationFn: () => api.post('/subscriptions/{id}/cancellation', { path: { id } }),
    onSuccess,
  });
}

/** Takes a cancellation back. */
export function useKeep(id: string) {
  const onSuccess = useBillingChanged();
  return useMutation({
    mutationFn: () => api.delete('/subscriptions/{id}/cancellation', { path: { id } }),
    onSuccess,
  });
}

/** Changes to another plan, and pays the difference. */
export function useChangePlan(id: string) {
  const onSettled = useBillingChanged();
  const once = useAttempt();
  return useMutation({
    mutationFn: (planId: string) =>
      once(planId, (idempotencyKey) =>
        api.post('/subscriptions/{id}/plan', { path: { id }, body: { planId }, idempotencyKey }),
      ),
    onSettled,
  });
}

/** Where one looks after one's cards: at the provider, or on this site. */
export function usePortal() {
  return useMutation({ mutationFn: async () => (await api.post('/billing/portal')).url });
}

/** Has another card charged from now on; in the sandbox alone. */
export function useReplaceCard() {
  const onSuccess = useBillingChanged();
  return useMutation({
    mutationFn: (card: string) => api.post('/billing/sandbox-card', { body: { card } }),
    onSuccess,
  });
}

/** Begins to pay an open invoice. */
export function usePayInvoice(id: string) {
  const once = useAttempt();
  return useMutation({
    mutationFn: () =>
      once(id, (idempotencyKey) => api.post('/invoices/{id}/payment', { path: { id }, idempotencyKey })),
  });
}

/** Saves an invoice as PDF. */
export function useInvoiceFile({ id, number }: Pick<Invoice, 'id' | 'number'>) {
  const t = useMessages();
  return useMutation({
    mutationFn: async () => saveFile(`${number}.pdf`, await download('/invoices/{id}/content', undefined, { id })),
    onError: (error) => showError(error, t),
  });
}
