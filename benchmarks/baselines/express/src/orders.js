import { randomBytes, randomUUID } from 'node:crypto';

import { Router } from 'express';

import { authenticate } from './auth.js';
import { all, one, transaction } from './database.js';
import { success } from './envelope.js';
import { AppError } from './errors.js';

const TAX_PERCENT = 8;
const RESERVED_MS = 30 * 60 * 1000;
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const orders = Router();

orders.post('/', authenticate, async (request, response) => {
  const items = request.body?.items;
  const isOrder =
    Array.isArray(items) &&
    items.length > 0 &&
    items.length <= 100 &&
    items.every((item) => UUID.test(item.productId) && Number.isInteger(item.quantity) && item.quantity > 0) &&
    new Set(items.map((item) => item.productId)).size === items.length;
  if (!isOrder) throw new AppError('Invalid input data', 400, 'VALIDATION_ERROR');
  response.status(201).json(success(await place(request, items)));
});

/** Stock, order, items, history, ledger, audit trail and job become true together. */
async function place(request, items) {
  return transaction(async (client) => {
    const lines = await reserve(items, client);
    const currency = lines[0].currency;
    if (lines.some((line) => line.currency !== currency)) {
      throw new AppError('The products are priced in several currencies', 422, 'UNPROCESSABLE_ENTITY');
    }
    const subtotal = lines.reduce((sum, line) => sum + line.totalMinor, 0);
    const tax = Math.floor((subtotal * TAX_PERCENT + 50) / 100);
    const moment = new Date();
    const order = {
      id: randomUUID(),
      number: orderNumber(),
      userId: request.user.id,
      currency,
      subtotal,
      tax,
      total: subtotal + tax,
      moment,
      reservedUntil: new Date(moment.getTime() + RESERVED_MS),
    };
    await write(order, lines, client);
    return publicOrder(order, lines);
  });
}

/** Takes all of it out of the stock; rows are locked in the order of their ids, so that nobody waits in a circle. */
async function reserve(items, client) {
  const ids = items.map((item) => item.productId);
  const found = await all(
    'products_lock',
    `SELECT p.id, p.sku, p.name, p.slug, p.price_minor, p.currency, p.stock,
            (SELECT jsonb_build_object('fileId', i.file_id, 'alt', i.alt, 'width', i.width, 'height', i.height)
               FROM product_images i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image
       FROM products p WHERE p.id = ANY($1) AND p.active ORDER BY p.id FOR NO KEY UPDATE OF p`,
    [ids],
    client,
  );
  const products = new Map(found.map((product) => [product.id, product]));
  const lines = items.map(({ productId, quantity }) => {
    const product = products.get(productId);
    if (!product) throw new AppError('A product is not for sale', 422, 'UNPROCESSABLE_ENTITY');
    if (product.stock < quantity) throw new AppError(`Only ${product.stock} left`, 409, 'CONFLICT');
    const price = Number(product.price_minor);
    return { ...product, quantity, price, totalMinor: price * quantity };
  });
  await one(
    'products_take',
    `UPDATE products SET stock = stock - item.quantity, updated_at = now()
       FROM unnest($1::uuid[], $2::int[]) AS item (id, quantity) WHERE products.id = item.id`,
    [ids, items.map((item) => item.quantity)],
    client,
  );
  return lines;
}

async function write(order, lines, client) {
  await one(
    'order_insert',
    `INSERT INTO orders (id, number, user_id, status, currency, subtotal_minor, tax_minor, tax_rate, total_minor,
                         reserved_until, created_at, updated_at)
     VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      order.id,
      order.number,
      order.userId,
      order.currency,
      order.subtotal,
      order.tax,
      TAX_PERCENT,
      order.total,
      order.reservedUntil,
      order.moment,
    ],
    client,
  );
  await one(
    'items_insert',
    `INSERT INTO order_items (order_id, position, product_id, sku, name, slug, quantity, unit_price_minor, total_minor)
     SELECT $1, position, product_id, sku, name, slug, quantity, price, price * quantity
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[]) WITH ORDINALITY
         AS item (product_id, sku, name, slug, quantity, price, position)`,
    [
      order.id,
      lines.map((line) => line.id),
      lines.map((line) => line.sku),
      lines.map((line) => line.name),
      lines.map((line) => line.slug),
      lines.map((line) => line.quantity),
      lines.map((line) => line.price),
    ],
    client,
  );
  await one(
    'step_insert',
    `INSERT INTO order_steps (order_id, position, status, at, actor_id) VALUES ($1, 1, 'pending', $2, $3)`,
    [order.id, order.moment, order.userId],
    client,
  );
  const reference = `order:${order.id}`;
  const posting = randomUUID();
  await one(
    'ledger_insert',
    `INSERT INTO ledger_transactions (id, kind, reference, key, memo, currency, created_at)
     VALUES ($1, 'order.placed', $2, $3, $4, $5, $6)`,
    [posting, reference, `${reference}:placed`, order.number, order.currency, order.moment],
    client,
  );
  await one(
    'ledger_lines_insert',
    `INSERT INTO ledger_lines (transaction_id, position, account, amount_minor)
     VALUES ($1, 1, 'receivable', $2), ($1, 2, 'deferred', $3), ($1, 3, 'deferred_tax', $4)`,
    [posting, order.total, -order.subtotal, -order.tax],
    client,
  );
  await one(
    'order_audit_insert',
    `INSERT INTO audit_logs (id, created_at, actor_id, action, resource_type, resource_id, changes, request_id)
     VALUES ($1, now(), $2, 'order.placed', 'order', $3, $4, $5)`,
    [
      randomUUID(),
      order.userId,
      order.id,
      { number: { from: null, to: order.number }, status: { from: null, to: 'pending' } },
      `req_${randomUUID()}`,
    ],
    client,
  );
  await one(
    'job_insert',
    `INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at)
     VALUES ('default', 'orders.expire', 0, $1, $2)`,
    [{ order_id: order.id }, order.reservedUntil],
    client,
  );
}

/** Eight letters by chance: there are so many that the constraint hardly ever has to refuse one. */
function orderNumber() {
  const letters = Array.from(randomBytes(8), (byte) => LETTERS[byte & 31]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

function publicOrder(order, lines) {
  return {
    id: order.id,
    number: order.number,
    status: 'pending',
    currency: order.currency,
    subtotal: major(order.subtotal),
    tax: major(order.tax),
    taxRate: TAX_PERCENT.toFixed(2),
    total: major(order.total),
    refunded: major(0),
    items: lines.map((line) => ({
      productId: line.id,
      sku: line.sku,
      name: line.name,
      slug: line.slug,
      quantity: line.quantity,
      unitPrice: major(line.price),
      total: major(line.totalMinor),
      image: line.image,
    })),
    history: [{ status: 'pending', at: order.moment, reason: null, actorId: order.userId }],
    shippingAddress: null,
    customer: null,
    reservedUntil: order.reservedUntil,
    paidAt: null,
    fulfilledAt: null,
    canceledAt: null,
    tracking: null,
    createdAt: order.moment,
    updatedAt: order.moment,
  };
}

function major(minor) {
  return (minor / 100).toFixed(2);
}
