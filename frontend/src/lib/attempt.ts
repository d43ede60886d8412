/** A wish that may have to be sent more than once, and is to be fulfilled once. */
export interface Attempt {
  /** The key of a request with this body: the same as before while the body is. */
  keyFor: (body: unknown) => string;
}

/** A wish that has not been sent yet. Whoever changes what is wished for wishes anew. */
export function newAttempt(): Attempt {
  let sent = '';
  let key = '';
  return {
    keyFor(body) {
      const text = JSON.stringify(body);
      if (text !== sent) key = randomKey();
      sent = text;
      return key;
    },
  };
}

/** 128 random bits. `crypto.randomUUID` is not there on addresses without TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
