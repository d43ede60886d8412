/** Whether this browser knows passkeys. They need a secure origin. */
export function passkeysSupported(): boolean {
  return typeof window.PublicKeyCredential === 'function';
}

/** Whether the person has closed the browser's dialog, or let it run out. */
export function isPasskeyAbort(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

/** Whether the device already holds a passkey of this account. */
export function isPasskeyKnown(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
