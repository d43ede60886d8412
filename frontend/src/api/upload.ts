import { env } from '@/lib/env';
import { inSession } from './client';
import { NetworkError } from './errors';
import { toApiError, type ErrorEnvelope } from './http';
import type { FileOut } from './types';

export interface UploadOptions {
  /** Whether everyone may see it from the beginning. */
  public?: boolean;
  /** Told how many bytes of how many are on their way, again and again. */
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Keeps a file, as `multipart/form-data`. It goes by `XMLHttpRequest`, for `fetch` does not tell how far it has come.
 *
 * @throws ApiError when the API refused it, NetworkError when no answer came, the signal's reason when it was canceled
 */
export async function upload(file: File, options: UploadOptions): Promise<FileOut> {
  const envelope = (await inSession((token) => send(file, token, options))) as { data: FileOut };
  return envelope.data;
}

function send(file: File, token: string | null, options: UploadOptions): Promise<unknown> {
  const { onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    signal?.addEventListener('abort', cancel, { once: true });
    request.open('POST', `${env.apiUrl}/files`);
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response);
      const header = (name: string) => request.getResponseHeader(name);
      reject(toApiError(request, header, request.response as ErrorEnvelope | null));
    });
    request.addEventListener('error', () => reject(new NetworkError(request.statusText)));
    request.addEventListener('abort', () => reject(signal?.reason ?? new NetworkError('aborted')));
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', cancel));
    request.send(formOf(file, options));
  });
}

function formOf(file: File, options: UploadOptions): FormData {
  const form = new FormData();
  // The server reads as the parts come: what it must know of the file goes first.
  if (options.public) form.append('public', 'true');
  form.append('file', file, file.name);
  return form;
}
