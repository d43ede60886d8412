import { env } from '@/lib/env';
import { ApiError, NetworkError, type ErrorDetail } from './errors';

const TIMEOUT_MS = 15_000;
/** A picture may have a slow way to go. */
const UPLOAD_TIMEOUT_MS = 120_000;

export interface HttpRequest {
  method: string;
  /** Path below the API's base address, placeholders filled in. */
  path: string;
  query?: Record<string, unknown>;
  /** A file goes as it is, everything else as JSON. */
  body?: unknown;
  token?: string | null;
  signal?: AbortSignal;
  /** Version that the server must still have for the change to happen: an `ETag` it gave. */
  ifMatch?: string;
  /** Names the attempt: what is sent again with the same one happens once. */
  idempotencyKey?: string;
  /** Neither sends cookies nor takes those of the answer. */
  withoutCookies?: boolean;
  /** How long to wait, in milliseconds. */
  timeout?: number;
  /** The answer is a file, not an envelope. */
  asFile?: boolean;
}

export interface ErrorEnvelope {
  error?: { code?: string; message?: string; details?: ErrorDetail[] };
  meta?: { requestId?: string };
  retryAfter?: number;
}

/** A success envelope with the version of what is in it. */
export interface Answer {
  envelope: unknown;
  /** The `ETag` of the answer; null where it has none. */
  version: string | null;
  /** How often one may still ask; null where the answer does not tell. */
  allowance: Allowance | null;
}

/** Of `limit` requests `remaining` are left, until `resetsAt` (milliseconds since 1970). */
export interface Allowance {
  limit: number;
  remaining: number;
  resetsAt: number;
}

/**
 * Sends one request and gives back the success envelope, or the file as a `Blob`.
 *
 * @throws ApiError when the API answered with an error
 * @throws NetworkError when no answer came
 */
export async function send(request: HttpRequest): Promise<unknown> {
  return (await exchange(request)).envelope;
}

/** As `send`, and tells the version of what was answered as well. */
export async function exchange(request: HttpRequest): Promise<Answer> {
  const response = await fetchOrFail(request);
  const told = { version: response.headers.get('ETag'), allowance: allowanceIn(response.headers) };
  if (response.ok && request.asFile) return { envelope: await response.blob(), ...told };
  const envelope = await readJson(response);
  if (response.ok) return { envelope, ...told };
  throw toApiError(response, (name) => response.headers.get(name), envelope as ErrorEnvelope | null);
}

async function fetchOrFail({
  method,
  path,
  query,
  body,
  token,
  ifMatch,
  idempotencyKey,
  signal,
  withoutCookies,
  timeout: patience = body instanceof Blob ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
}: HttpRequest): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  const file = body instanceof Blob;
  if (body !== undefined) headers.set('Content-Type', file ? body.type : 'application/json');
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (ifMatch) headers.set('If-Match', ifMatch);
  if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey);
  const timeout = AbortSignal.timeout(patience);
  try {
    return await fetch(env.apiUrl + path + toSearch(query), {
      method,
      headers,
      body: body === undefined || file ? body : JSON.stringify(body),
      credentials: withoutCookies ? 'omit' : 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    // Whoever cancels on purpose wants to see the cancellation, not a failure of the network.
    if (signal?.aborted) throw cause;
    throw new NetworkError(cause);
  }
}

function allowanceIn(headers: Headers): Allowance | null {
  const figure = (name: string) => Number(headers.get(`X-RateLimit-${name}`) ?? NaN);
  const [limit, remaining, reset] = [figure('Limit'), figure('Remaining'), figure('Reset')];
  return limit >= 0 && remaining >= 0 && reset >= 0 ? { limit, remaining, resetsAt: reset * 1000 } : null;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** The error that an answer tells of, in the envelope or, where there is none, by its status alone. */
export function toApiError(
  { status, statusText }: { status: number; statusText: string },
  header: (name: string) => string | null,
  envelope: ErrorEnvelope | null,
): ApiError {
  const retryAfter = envelope?.retryAfter ?? Number(header('Retry-After') ?? NaN);
  return new ApiError({
    status,
    code: envelope?.error?.code ?? 'INTERNAL_ERROR',
    message: envelope?.error?.message ?? statusText,
    details: envelope?.error?.details,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    requestId: envelope?.meta?.requestId ?? header('X-Request-ID') ?? undefined,
  });
}

/** `{page: 2, search: undefined}` to `?page=2`. An empty text is sent: `cursor=` asks for the first of many. */
function toSearch(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined && single !== null) search.append(key, String(single));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
