import { randomUUID } from 'node:crypto';

function meta() {
  return { requestId: `req_${randomUUID()}`, timestamp: new Date().toISOString(), version: '1.0.0' };
}

export function success(data) {
  return { success: true, data, meta: meta() };
}

export function failure(code, message) {
  return { success: false, error: { code, message, details: [] }, meta: meta() };
}
