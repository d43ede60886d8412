// oxlint-disable-next-line oxc/no-barrel-file -- the library's own way of being imported
import * as z from 'zod/mini';

// The compiled parsers need `eval`, which the content security policy forbids; probing for it would be reported.
z.config({ jitless: true });

export { z };
