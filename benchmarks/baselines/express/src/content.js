import { randomUUID } from 'node:crypto';

import { Router } from 'express';
import markdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

import { authenticate } from './auth.js';
import { all, one, transaction } from './database.js';
import { success } from './envelope.js';
import { AppError } from './errors.js';

const WORDS_PER_MINUTE = 200;
const LANGUAGES = new Set(['en', 'de']);

const markdown = markdownIt('commonmark', { html: true }).enable(['table', 'strikethrough']);
const allowed = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'details', 'summary'],
  allowedAttributes: { ...sanitizeHtml.defaults.allowedAttributes, code: ['class'] },
  allowedSchemes: ['http', 'https', 'mailto'],
};

export const content = Router();

content.post('/', authenticate, async (request, response) => {
  const { title, body = '', tags = [], language = 'en' } = request.body ?? {};
  const isText = typeof title === 'string' && title.trim() && title.length <= 200 && typeof body === 'string';
  if (!isText || !LANGUAGES.has(language) || !Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string')) {
    throw new AppError('Invalid input data', 400, 'VALIDATION_ERROR');
  }
  const article = await create(request, { title: title.trim(), body, tags, language });
  response.status(201).json(success(article));
});

/** The article, its first revision and its line of the audit trail become true together. */
async function create(request, { title, body, tags, language }) {
  const words = body.match(/[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}_]+)*/gu)?.length ?? 0;
  const html = sanitizeHtml(markdown.render(body), allowed);
  const minutes = Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));
  return transaction(async (client) => {
    const slug = await freeSlug(title, client);
    const author = await one(
      'author_by_id',
      'SELECT id, first_name, last_name, profile_picture_url FROM users WHERE id = $1 AND deleted_at IS NULL',
      [request.user.id],
      client,
    );
    const row = await one(
      'content_insert',
      `INSERT INTO content (id, title, slug, body, body_html, reading_minutes, language, tags, author_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
      [randomUUID(), title, slug, body, html, minutes, language, tags, request.user.id],
      client,
    );
    await one(
      'revision_insert',
      `INSERT INTO content_revisions (id, article_id, number, title, body, words, author_id)
       VALUES ($1, $2, 1, $3, $4, $5, $6)`,
      [randomUUID(), row.id, title, body, words, request.user.id],
      client,
    );
    await one(
      'audit_insert',
      `INSERT INTO audit_logs (id, created_at, actor_id, action, resource_type, resource_id, changes, request_id)
       VALUES ($1, now(), $2, 'article.created', 'article', $3, $4, $5)`,
      [randomUUID(), request.user.id, row.id, { title: { from: null, to: title } }, `req_${randomUUID()}`],
      client,
    );
    return publicArticle(row, author);
  });
}

async function freeSlug(title, client) {
  const plain =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100) || 'article';
  const slugs = [plain, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${plain}-${number}`)];
  const taken = await all(
    'slugs_taken',
    'SELECT slug FROM content WHERE slug = ANY($1) UNION SELECT slug FROM content_slugs WHERE slug = ANY($1)',
    [slugs],
    client,
  );
  const names = new Set(taken.map((row) => row.slug));
  return slugs.find((slug) => !names.has(slug)) ?? `${plain}-${randomUUID().slice(0, 6)}`;
}

function publicArticle(row, author) {
  return {
    id: row.id,
    title: row.title,
    slug: row.slug,
    excerpt: row.excerpt,
    body: row.body,
    bodyHtml: row.body_html,
    status: row.status,
    publishAt: row.publish_at,
    publishedAt: row.published_at,
    tags: row.tags,
    language: row.language,
    coverId: row.cover_id,
    cover: null,
    teamId: row.team_id,
    author: author && {
      id: author.id,
      firstName: author.first_name,
      lastName: author.last_name,
      profilePicture: author.profile_picture_url,
    },
    readingMinutes: row.reading_minutes,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
