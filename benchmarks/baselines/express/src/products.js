import { Router } from 'express';

import { authenticate } from './auth.js';
import { all, one } from './database.js';
import { page as pageOf } from './envelope.js';
import { AppError } from './errors.js';

const PREVIEWERS = new Set(['admin', 'manager']);
const MOST = 100;

export const products = Router();

products.get('/', authenticateIfAsked, async (request, response) => {
  const page = wholeNumber(request.query, 'page', 1, 1_000_000);
  const limit = wholeNumber(request.query, 'limit', 20, MOST);
  const { name, where, values } = conditions(request.user, request.query['filter[category]']);
  const [rows, counted] = await Promise.all([
    all(
      `products_${name}`,
      `SELECT p.id, p.sku, p.name, p.slug, p.description, p.price, p.currency, c.slug AS category,
              c.name AS category_name, p.stock, p.in_stock, p.attributes, p.active, p.created_at, p.updated_at,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', i.file_id, 'alt', i.alt, 'width', i.width,
                                                            'height', i.height) ORDER BY i.position), '[]')
                 FROM product_images i WHERE i.product_id = p.id) AS images
         FROM products p LEFT JOIN categories c ON c.id = p.category_id ${where}
        ORDER BY p.created_at DESC, p.id DESC LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, limit, (page - 1) * limit],
    ),
    one(`products_count_${name}`, `SELECT count(*) AS total FROM products p ${where}`, values),
  ]);
  response.json(pageOf(rows.map(publicProduct), page, limit, Number(counted.total)));
});

/** Guests may read, but whoever shows a token must have a good one. */
function authenticateIfAsked(request, response, next) {
  return request.headers.authorization ? authenticate(request, response, next) : next();
}

/** What the reader may see of what is asked for, and a name for the prepared statements of this shape. */
function conditions(user, category) {
  const parts = [];
  const values = [];
  const names = [];
  if (!PREVIEWERS.has(user?.role)) {
    parts.push('p.active');
    names.push('active');
  }
  if (category !== undefined) {
    values.push(category);
    parts.push(`p.category_id = (SELECT id FROM categories WHERE slug = $${values.length})`);
    names.push('category');
  }
  return { name: names.join('_'), where: parts.length ? `WHERE ${parts.join(' AND ')}` : '', values };
}

function wholeNumber(query, name, otherwise, most) {
  const value = query[name] === undefined ? otherwise : Number(query[name]);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new AppError('Invalid input data', 400, 'VALIDATION_ERROR');
  }
  return value;
}

function publicProduct(row) {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    slug: row.slug,
    description: row.description,
    price: row.price,
    currency: row.currency,
    category: row.category,
    categoryName: row.category_name,
    stock: row.stock,
    inStock: row.in_stock,
    images: row.images,
    attributes: row.attributes,
    active: row.active,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
