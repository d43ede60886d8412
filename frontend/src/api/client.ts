import { ApiError } from './errors';
import { exchange, send, type Allowance, type Answer, type HttpRequest } from './http';
import { refreshAccessToken } from './refresh';
import type { Method, Operation, Options, PathOf, Result } from './types';

/** Where the client finds and keeps the access token, and whom it tells when the session is over. */
export interface SessionPort {
  token(): string | null;
  renewed(token: string): void;
  ended(): void;
  /** Whether the token is another user's. Such a token cannot be renewed, and nothing is repeated under one's own name. */
  borrowed(): boolean;
  /** The server no longer takes the borrowed token. */
  borrowingEnded(): void;
  /** Asks the person to show again who they are; false when they would rather not. */
  confirm(): Promise<boolean>;
}

const nobody: SessionPort = {
  token: () => null,
  renewed: () => {},
  ended: () => {},
  borrowed: () => false,
  borrowingEnded: () => {},
  confirm: async () => false,
};

const FILE_TIMEOUT_MS = 600_000;

let session = nobody;

/** Connects the client to the session of this page. */
export function connectSession(port: SessionPort): void {
  session = port;
}

interface LooseOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  ifMatch?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
  timeout?: number;
}

/** Sends one request with the token it carries. */
type Deliver<T> = (request: HttpRequest) => Promise<T>;

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...options: object extends Options<Operation<M, P>> ? [Options<Operation<M, P>>?] : [Options<Operation<M, P>>]
) => Promise<Result<Operation<M, P>>>;

function call<M extends Method>(method: M): Call<M> {
  return async (path, ...[options]) => {
    const envelope = await sendConfirmed(toRequest(method, path, options as LooseOptions | undefined), send);
    return unwrap(envelope) as Result<Operation<M, typeof path>>;
  };
}

/** Every operation of the contract by method and path, typed by it: `api.get('/users/{id}', { path: { id } })`. */
export const api = {
  get: call('get'),
  post: call('post'),
  put: call('put'),
  patch: call('patch'),
  delete: call('delete'),
};

/** Something with the version in which the server has it: sent as `ifMatch`, nobody else's change is overwritten. */
export interface Versioned<T> {
  data: T;
  version: string | null;
}

type VersionedCall<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...options: object extends Options<Operation<M, P>> ? [Options<Operation<M, P>>?] : [Options<Operation<M, P>>]
) => Promise<Versioned<Result<Operation<M, P>>>>;

function versionedCall<M extends Method>(method: M): VersionedCall<M> {
  return async (path, ...[options]) => {
    const request = toRequest(method, path, options as LooseOptions | undefined);
    const { envelope, version }: Answer = await sendConfirmed(request, exchange);
    return { data: unwrap(envelope) as Result<Operation<M, typeof path>>, version };
  };
}

/** As `api`, with the version of what was answered. */
export const versioned = {
  get: versionedCall('get'),
  post: versionedCall('post'),
  patch: versionedCall('patch'),
  delete: versionedCall('delete'),
};

/** How often one may still ask the API; null where it does not count. The question counts as well. */
export async function allowance(signal?: AbortSignal): Promise<Allowance | null> {
  return (await sendConfirmed(toRequest('get', '/auth/me', { signal }), exchange)).allowance;
}

/**
 * Fetches a file of the API, however long that takes.
 *
 * @param parameters what stands in the gaps of the path
 * @returns the whole file
 */
export async function download(
  path: PathOf<'get'>,
  query?: Record<string, unknown>,
  parameters?: Record<string, unknown>,
): Promise<Blob> {
  const request = toRequest('get', path, { path: parameters, query, timeout: FILE_TIMEOUT_MS });
  return (await sendConfirmed({ ...request, asFile: true }, send)) as Blob;
}

/**
 * Has something sent that none of the calls above can send, with all that they do about the session.
 *
 * @param deliver sends it with a token; it is called again when the first was refused
 */
export function inSession<T>(deliver: (token: string | null) => Promise<T>): Promise<T> {
  return sendConfirmed({ method: '', path: '' }, ({ token }) => deliver(token ?? null));
}

/** Sends, and when the server first wants to know again who is there, sends once more after the person has shown it. */
async function sendConfirmed<T>(request: HttpRequest, deliver: Deliver<T>): Promise<T> {
  try {
    return await sendSignedIn(request, deliver);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'REAUTHENTICATION_REQUIRED') throw error;
    // Nobody can show that they are someone else.
    if (session.borrowed() || !(await session.confirm())) throw error;
  }
  return sendSignedIn(request, deliver);
}

/** Sends with the access token; a refused token is renewed once, and when that is refused too, the session is over. */
async function sendSignedIn<T>(request: HttpRequest, deliver: Deliver<T>): Promise<T> {
  const token = session.token();
  const borrowed = session.borrowed();
  try {
    return await deliver({ ...request, token });
  } catch (error) {
    if (!token || !isSessionRefusal(error)) throw error;
    if (borrowed || session.borrowed()) {
      if (session.token() === token) session.borrowingEnded();
      throw error;
    }
    if (error.code === 'ACCOUNT_DEACTIVATED') {
      session.ended();
      throw error;
    }
  }
  // Another request may have renewed the token while this one was on its way.
  const current = session.token();
  const renewed = current && current !== token ? current : await renew();
  return deliver({ ...request, token: renewed });
}

async function renew(): Promise<string> {
  try {
    const token = await refreshAccessToken();
    session.renewed(token);
    return token;
  } catch (error) {
    if (isSessionRefusal(error)) session.ended();
    throw error;
  }
}

function isSessionRefusal(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  return (error.status === 401 && error.code !== 'INVALID_CREDENTIALS') || error.code === 'ACCOUNT_DEACTIVATED';
}

function toRequest(method: Method, path: string, options: LooseOptions = {}): HttpRequest {
  const { path: parameters = {}, ...rest } = options;
  return { method: method.toUpperCase(), path: fillPath(path, parameters), ...rest };
}

function fillPath(template: string, parameters: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name])));
}

function unwrap(envelope: unknown): unknown {
  if (typeof envelope !== 'object' || envelope === null || !('data' in envelope)) return undefined;
  return 'pagination' in envelope ? { items: envelope.data, pagination: envelope.pagination } : envelope.data;
}
