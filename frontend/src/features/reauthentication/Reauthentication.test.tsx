import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { askToConfirm } from './gate';
import { Reauthentication } from './Reauthentication';

/** Two requests that come to wait at once. */
function ask(): Promise<boolean>[] {
  const answers: Promise<boolean>[] = [];
  act(() => void answers.push(askToConfirm(), askToConfirm()));
  return answers;
}

describe('Reauthentication', () => {
  it('asks once for all that wait, and lets them go on', async () => {
    server.use(
      on('get', '/auth/reauthentication/options', () => success({ methods: ['password'], publicKey: null })),
      on('post', '/auth/reauthentication', async ({ request }) => {
        const { password } = (await request.json()) as { password: string };
        const details = [{ field: 'password', message: 'Is not your password' }];
        return password === 'right' ? success() : failure(400, 'VALIDATION_ERROR', 'Invalid', details);
      }),
    );
    const { person } = renderPage(<Reauthentication />);
    const [first, second] = ask();
    expect(first).toBe(second);
    await person.type(await screen.findByLabelText('Password'), 'wrong{Enter}');
    await waitFor(() => expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/not your password/));
    await person.clear(screen.getByLabelText('Password'));
    await person.type(screen.getByLabelText('Password'), 'right{Enter}');
    await expect(first).resolves.toBe(true);
  });

  it('asks for a second factor where there is one, and takes no for an answer', async () => {
    server.use(
      on('get', '/auth/reauthentication/options', () => success({ methods: ['password', 'totp'], publicKey: null })),
    );
    const { person } = renderPage(<Reauthentication />);
    const [answer] = ask();
    expect(await screen.findByLabelText('Six-digit code')).toBeVisible();
    expect(screen.queryByLabelText('Password')).toBeNull();
    await person.keyboard('{Escape}');
    await expect(answer).resolves.toBe(false);
  });

  it('has who signs in elsewhere only sign in again', async () => {
    server.use(on('get', '/auth/reauthentication/options', () => success({ methods: [], publicKey: null })));
    const { person } = renderPage(<Reauthentication />);
    const [answer] = ask();
    expect(await screen.findByRole('button', { name: 'Sign in again' })).toBeVisible();
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    await expect(answer).resolves.toBe(false);
  });
});
