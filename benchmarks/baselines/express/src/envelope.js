import { randomUUID } from 'node:crypto';

function meta() {
  return { requestId: `req_${randomUUID()}`, timestamp: new Date().toISOString(), version: '1.0.0' };
}

export function success(data) {
  return { success: true, data, meta: meta() };
}

export function page(data, number, limit, total) {
  const totalPages = Math.ceil(total / limit);
  const pagination = { page: number, limit, total, totalPages, hasNext: number < totalPages, hasPrev: number > 1 };
  return { success: true, data, pagination, meta: meta() };
}

export function failure(code, message) {
  return { success: false, error: { code, message, details: [] }, meta: meta() };
}
