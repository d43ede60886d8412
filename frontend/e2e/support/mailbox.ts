import { expect } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

interface ReceivedMail {
  subject: string;
  text: string;
  html: string;
}

const outbox = () => {
  const folder = process.env.E2E_OUTBOX;
  if (!folder) throw new Error('E2E_OUTBOX names no folder');
  return folder;
};

/** Mails to `address` that stand in the outbox. */
async function mailsTo(address: string): Promise<ReceivedMail[]> {
  const files = (await readdir(outbox(), { recursive: true })).filter((file) => file.endsWith('.eml'));
  const mails = await Promise.all(files.map(async (file) => PostalMime.parse(await readFile(join(outbox(), file)))));
  return mails
    .filter((mail) => mail.to?.some((recipient) => recipient.address?.toLowerCase() === address.toLowerCase()))
    .map((mail) => ({ subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' }));
}

/**
 * The path of the link to `path` in a mail to `address`; waits for the mail to arrive.
 *
 * @returns path and query, so that it can be opened at any base address
 */
export async function linkFromMail(address: string, path: string): Promise<string> {
  let link = '';
  const look = async () => (link = (await mailsTo(address)).map((mail) => linkIn(mail, path)).find(Boolean) ?? '');
  await expect.poll(look, { message: `a mail to ${address} with a link to ${path}`, timeout: 60_000 }).not.toBe('');
  return link;
}

/**
 * The path of the invitation in a mail to `address`; waits for the mail to arrive.
 *
 * @returns the path with its token
 */
export async function invitationFromMail(address: string): Promise<string> {
  const pattern = /https?:\/\/[^\s"<>/]+(\/invitations\/[^\s"<>]+)/;
  let link = '';
  const look = async () =>
    (link = (await mailsTo(address)).map(({ text }) => pattern.exec(text)?.[1]).find(Boolean) ?? '');
  await expect.poll(look, { message: `an invitation mailed to ${address}`, timeout: 60_000 }).not.toBe('');
  return link;
}

/** The link to `path`, when text and HTML have the same one. */
function linkIn({ text, html }: ReceivedMail, path: string): string | undefined {
  const pattern = new RegExp(`https?://[^\\s"<>]+(${path}\\?token=[^\\s"<>]+)`);
  const inText = pattern.exec(text)?.[1];
  return inText === pattern.exec(html.replaceAll('&amp;', '&'))?.[1] ? inText : undefined;
}
