import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { http, HttpResponse } from 'msw';
import * as files from '@/lib/saveFile';
import { mail } from '@/testing/answers';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { MailAttachments } from './MailAttachments';

const receipt = { id: 'a1', name: 'receipt.pdf', contentType: 'application/pdf', size: 18_000 };
const whole = { ...mail, html: '<p>Hello</p>', text: 'Hello' };

describe('MailAttachments', () => {
  it('gives each file by its name', async () => {
    const save = vi.spyOn(files, 'saveFile').mockImplementation(() => {});
    server.use(http.get(`*/admin/mails/${mail.id}/attachments/a1`, () => new HttpResponse('%PDF')));
    const { person } = renderPage(<MailAttachments mail={{ ...whole, attachments: [receipt] }} />);
    expect(screen.getByRole('list', { name: 'Attachments' })).toBeVisible();
    await person.click(screen.getByRole('button', { name: /receipt\.pdf.*kB/ }));
    await waitFor(() => expect(save).toHaveBeenCalledWith('receipt.pdf', expect.anything()));
  });

  it('is not there without files', () => {
    renderPage(<MailAttachments mail={{ ...whole, attachments: [] }} />);
    expect(screen.queryByRole('list')).toBeNull();
  });
});
