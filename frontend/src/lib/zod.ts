import { config } from 'zod/mini';

// The compiled parsers need `eval`, which the content security policy forbids; probing for it would be reported.
config({ jitless: true });

export * as z from 'zod/mini';
