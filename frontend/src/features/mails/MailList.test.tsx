import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { mail, on, page } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { MailList } from './MailList';

const everything = { page: 1, search: '', status: null };

describe('MailList', () => {
  it('shows a placeholder, then mails that lead to themselves', async () => {
    server.use(on('get', '/admin/mails', () => page([mail])));
    renderPage(<MailList filter={everything} onChange={() => {}} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    const link = await screen.findByRole('link', { name: /Confirm your address/ });
    expect(link).toHaveAttribute('href', `/studio/mails/${mail.id}`);
    expect(link).toHaveTextContent('Sent');
  });

  it('tells an empty outbox from a search without a result', async () => {
    server.use(on('get', '/admin/mails', () => page([])));
    const { unmount } = renderPage(<MailList filter={everything} onChange={() => {}} />);
    expect(await screen.findByText('No mails yet')).toBeVisible();
    unmount();

    const onChange = vi.fn();
    const { person } = renderPage(<MailList filter={{ ...everything, search: 'x' }} onChange={onChange} />);
    await person.click(await screen.findByRole('button', { name: 'Show all mails' }));
    expect(onChange).toHaveBeenCalledWith({ search: '', status: null });
  });
});
