import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test';
import { newWord } from './support/goods.ts';
import { admin, signIn } from './support/people.ts';

// s51: what people write is never run, wherever it is read [ASVS 1.3.1]. Each of these would call `pwned`.
const HOSTILE = [
  '<script>pwned()</script>',
  '"><img src=x onerror=pwned()>',
  "'><svg onload=pwned()>",
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=pwned()>',
  '<a href="javascript:pwned()">x</a> [x](javascript:pwned())',
  '{{constructor.constructor("pwned()")()}} ${pwned()}',
  '</title></textarea></style><script>pwned()</script>',
  '<details open ontoggle=pwned()><style>@import "javascript:pwned()";</style>',
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
];

/** As much of the corpus as a field takes. */
function hostile(longest: number): string {
  let text = '';
  for (const piece of HOSTILE) if (text.length + piece.length + 1 <= longest) text += `${piece} `;
  return text.trim();
}

interface Planted {
  product: string;
  article: string;
  articleId: string;
  team: string;
  user: string;
  word: string;
}

async function plant(api: APIRequestContext): Promise<Planted> {
  const word = newWord();
  const post = async (path: string, data: unknown) => {
    const answer = await api.post(`/api/v1${path}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { data: Record<string, string> }).data;
  };
  const category = await post('/categories', { name: hostile(110), description: hostile(900) });
  const product = await post('/products', {
    sku: `X-${word}`,
    name: `${word} ${hostile(180)}`,
    price: '12.00',
    currency: 'USD',
    category: category.slug,
    description: hostile(5000),
    attributes: { [hostile(55)]: hostile(450) },
  });
  const article = await post('/content', {
    title: `${word} ${hostile(180)}`,
    excerpt: hostile(480),
    body: `# ${HOSTILE[0]}\n\n${HOSTILE.join('\n\n')}\n\n| ${HOSTILE[1]} |\n|-|\n| ${HOSTILE[2]} |\n\n\`\`\`${HOSTILE[1]}\n${HOSTILE[0]}\n\`\`\`\n`,
    tags: [word],
  });
  await post(`/content/${article.id}/publication`, {});
  const team = await post('/teams', { name: hostile(78), description: hostile(900) });
  const user = await post('/users', {
    email: `${word}@example.com`,
    firstName: '<svg onload=pwned()>',
    lastName: '"><img src=x onerror=pwned()>',
    role: 'user',
  });
  const file = { name: `${word} ${HOSTILE[1]}.txt`, mimeType: 'text/html', buffer: Buffer.from(HOSTILE.join('\n')) };
  const kept = await api.post('/api/v1/files', { multipart: { file } });
  expect(kept.ok(), await kept.text()).toBe(true);
  return {
    product: product.slug!,
    article: article.slug!,
    articleId: article.id!,
    team: team.id!,
    user: user.id!,
    word,
  };
}

test('s51: nothing that people write runs in a reader’s browser', async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const signingIn = await request.newContext({ baseURL, extraHTTPHeaders: { 'X-Client': 'api' } });
  const answer = await signingIn.post('/api/v1/auth/login', { data: admin() });
  const { accessToken } = ((await answer.json()) as { data: { accessToken: string } }).data;
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${accessToken}` } });
  const planted = await plant(api);

  const ran: string[] = [];
  const reported: string[] = [];
  await page.exposeFunction('pwned', () => ran.push(page.url()));
  await page.exposeFunction('reportViolation', (of: string) => reported.push(`${page.url()}: ${of}`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      void (window as unknown as { reportViolation: (of: string) => void }).reportViolation(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });

  await signIn(page, admin());
  for (const place of [
    '/',
    `/products?search=${planted.word}`,
    `/products/${planted.product}`,
    `/articles?search=${planted.word}`,
    `/articles?tag=${planted.word}`,
    `/articles/${planted.article}`,
    '/content',
    `/content/${planted.articleId}`,
    '/files',
    '/teams',
    `/teams/${planted.team}`,
    '/studio/products',
    '/studio/categories',
    '/studio/content',
    '/studio/files',
    '/studio/users',
    `/studio/users/${planted.user}`,
    '/studio/audit',
  ]) {
    await look(page, place);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).fill(planted.word);
  await expect(page.getByRole('group', { name: 'Products' }).getByRole('option')).toContainText(planted.word);

  expect(ran).toEqual([]);
  expect(reported).toEqual([]);

  // What would have run would have been heard.
  await page.evaluate(() => {
    const picture = document.createElement('img');
    picture.setAttribute('onerror', 'pwned()');
    picture.src = 'data:image/png,none';
    document.body.append(picture);
  });
  await expect.poll(() => reported.length).toBeGreaterThan(0);
});

async function look(page: Page, place: string): Promise<void> {
  await page.goto(place);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}
