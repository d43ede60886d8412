import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import SecondFactor from './SecondFactor';

const challenge = { challengeToken: 'challenge', methods: ['totp' as const, 'recoveryCode' as const] };

describe('SecondFactor', () => {
  it('takes a code with or without the space that apps show, and begins the session', async () => {
    const sent: unknown[] = [];
    server.use(
      on('post', '/auth/mfa/verify', async ({ request }) => {
        sent.push(await request.json());
        return success({ accessToken: 'token', expiresIn: 3600 });
      }),
    );
    const { person, store } = renderPage(<SecondFactor challenge={challenge} onLeave={() => {}} />);
    await waitFor(() => expect(screen.getByLabelText('Six-digit code')).toHaveFocus());
    await person.type(screen.getByLabelText('Six-digit code'), '123 456{Enter}');
    await waitFor(() => expect(store.getState().auth.token).toBe('token'));
    expect(sent).toEqual([{ challengeToken: 'challenge', method: 'totp', code: '123 456' }]);
  });

  it('says at the field that a code is wrong, and keeps it', async () => {
    server.use(on('post', '/auth/mfa/verify', () => failure(401, 'INVALID_CREDENTIALS')));
    const { person } = renderPage(<SecondFactor challenge={challenge} onLeave={() => {}} />);
    await person.click(screen.getByRole('button', { name: 'Use a recovery code' }));
    await waitFor(() => expect(screen.getByLabelText('Recovery code')).toHaveFocus());
    await person.type(screen.getByLabelText('Recovery code'), 'k7qx2{Enter}');
    await waitFor(() => expect(screen.getByLabelText('Recovery code')).toHaveAccessibleDescription(/not right/));
    expect(screen.getByLabelText('Recovery code')).toHaveValue('k7qx2');
  });

  it('goes back to the first factor when the server no longer knows of it', async () => {
    server.use(on('post', '/auth/mfa/verify', () => failure(401, 'INVALID_TOKEN')));
    const onLeave = vi.fn();
    const { person } = renderPage(<SecondFactor challenge={challenge} onLeave={onLeave} />);
    await person.type(screen.getByLabelText('Six-digit code'), '123456{Enter}');
    await waitFor(() => expect(onLeave).toHaveBeenCalledWith(true));
  });
});
