import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { failure, on, session, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { SessionList } from './SessionList';

const here = session({ id: 'here', current: true });
const phone = session({
  id: 'phone',
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile/15E148 Safari/604.1',
});

describe('SessionList', () => {
  it('shows this device first, and lets one end the others only', async () => {
    server.use(on('get', '/auth/sessions', () => success([phone, here])));
    renderPage(<SessionList />);
    const rows = await screen.findAllByRole('listitem');
    expect(rows[0]).toHaveTextContent('Firefox on Linux');
    expect(within(rows[0]!).getByText('This device')).toBeVisible();
    expect(within(rows[0]!).queryByRole('button')).toBeNull();
    expect(within(rows[1]!).getByRole('button', { name: 'End session: Safari on iOS' })).toBeVisible();
  });

  it('ends a session after asking once more', async () => {
    const end = vi.fn();
    server.use(
      on('get', '/auth/sessions', () => success(end.mock.calls.length > 0 ? [here] : [here, phone])),
      on('delete', '/auth/sessions/{id}', ({ params }) => {
        end(params.id);
        return success();
      }),
    );
    const { person } = renderPage(<SessionList />);
    await person.click(await screen.findByRole('button', { name: /^End session/ }));
    expect(end).not.toHaveBeenCalled();
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End session' }));
    await waitFor(() => expect(end).toHaveBeenCalledWith('phone'));
    expect(await screen.findByText('You are signed in on this device only.')).toBeVisible();
  });

  it('says that it could not load, and tries again', async () => {
    server.use(on('get', '/auth/sessions', () => failure(500, 'INTERNAL_ERROR')));
    const { person } = renderPage(<SessionList />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Reference req_0123456789abcdef');
    server.use(on('get', '/auth/sessions', () => success([here])));
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Firefox on Linux')).toBeVisible();
  });
});
