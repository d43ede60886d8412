import { screen, waitFor } from '@testing-library/react';
import { delay } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { failure, on, success } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { LoginForm } from './LoginForm';
import { RegisterForm } from './RegisterForm';
import { ResetPasswordForm } from './ResetPasswordForm';

const tokens = { accessToken: 'token', expiresIn: 3600 };

describe('LoginForm', () => {
  it('sends nothing while something is missing', async () => {
    const { person } = renderPage(<LoginForm onChallenge={() => {}} />);
    await person.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() =>
      expect(screen.getByLabelText('Email address')).toHaveAccessibleDescription('Please fill this in'),
    );
    expect(screen.getByLabelText('Email address')).toHaveFocus();
  });

  it('signs in, and takes a second press for the first', async () => {
    const login = vi.fn(async () => {
      await delay(50);
      return success(tokens);
    });
    server.use(on('post', '/auth/login', login));
    const { person, store } = renderPage(<LoginForm onChallenge={() => {}} />);
    await person.type(screen.getByLabelText('Email address'), ' ada@example.com ');
    await person.type(screen.getByLabelText('Password'), 'SecureP@ss123{Enter}{Enter}');
    await waitFor(() => expect(store.getState().auth.status).toBe('signedIn'));
    expect(login).toHaveBeenCalledTimes(1);
  });

  it('keeps what was typed when the password is wrong', async () => {
    server.use(on('post', '/auth/login', () => failure(401, 'INVALID_CREDENTIALS')));
    const { person } = renderPage(<LoginForm onChallenge={() => {}} />);
    await person.type(screen.getByLabelText('Email address'), 'ada@example.com');
    await person.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('is not right');
    expect(screen.getByLabelText('Email address')).toHaveValue('ada@example.com');
    expect(screen.getByLabelText('Password')).toHaveValue('wrong');
  });
});

describe('RegisterForm', () => {
  async function fill(person: ReturnType<typeof renderPage>['person']) {
    await person.type(screen.getByLabelText('First name'), 'Mina');
    await person.type(screen.getByLabelText('Last name'), 'Kolari');
    await person.type(screen.getByLabelText('Email address'), 'mina@example.com');
    await person.type(screen.getByLabelText('Password'), 'SecureP@ss123');
  }

  it('ticks off the password rules while one types', async () => {
    const { person } = renderPage(<RegisterForm onCheckMail={() => {}} />);
    expect(screen.getByText('a digit').closest('li')).toHaveTextContent('still missing');
    await person.type(screen.getByLabelText('Password'), '7');
    expect(screen.getByText('a digit').closest('li')).toHaveTextContent('done');
  });

  it('signs in the new account', async () => {
    server.use(on('post', '/auth/register', () => success(tokens, 201)));
    const { person, store } = renderPage(<RegisterForm onCheckMail={() => {}} />);
    await fill(person);
    await person.click(screen.getByRole('button', { name: 'Create account' }));
    await waitFor(() => expect(store.getState().auth.token).toBe('token'));
  });

  it('points to the inbox when the server says no more than that', async () => {
    server.use(on('post', '/auth/register', () => success(undefined, 202)));
    const onCheckMail = vi.fn();
    const { person, store } = renderPage(<RegisterForm onCheckMail={onCheckMail} />);
    await fill(person);
    await person.click(screen.getByRole('button', { name: 'Create account' }));
    await waitFor(() => expect(onCheckMail).toHaveBeenCalledWith('mina@example.com'));
    expect(store.getState().auth.status).toBe('signedOut');
  });

  it('shows at the field what only the server knows', async () => {
    const details = [{ field: 'email', message: 'Email already exists' }];
    server.use(on('post', '/auth/register', () => failure(409, 'DUPLICATE_ENTRY', 'Taken', details)));
    const { person } = renderPage(<RegisterForm onCheckMail={() => {}} />);
    await fill(person);
    await person.click(screen.getByRole('button', { name: 'Create account' }));
    await waitFor(() =>
      expect(screen.getByLabelText('Email address')).toHaveAccessibleDescription(/already an account/),
    );
  });
});

describe('ResetPasswordForm', () => {
  it('tells a dead link from a bad password', async () => {
    const onInvalidToken = vi.fn();
    const field = vi.fn(() => 'newPassword');
    server.use(
      on('post', '/auth/reset-password', () =>
        failure(400, 'VALIDATION_ERROR', 'Invalid input data', [
          { field: field(), message: 'Is among the most common' },
        ]),
      ),
    );
    const { person } = renderPage(<ResetPasswordForm token="t" onDone={() => {}} onInvalidToken={onInvalidToken} />);
    await person.type(screen.getByLabelText('New password'), 'SecureP@ss123{Enter}');
    await waitFor(() => expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/most common/));
    expect(onInvalidToken).not.toHaveBeenCalled();

    field.mockReturnValue('token');
    await person.click(screen.getByRole('button', { name: 'Set new password' }));
    await waitFor(() => expect(onInvalidToken).toHaveBeenCalledTimes(1));
  });
});
