import { createWish } from '@/lib/wish';

/** Where short messages appear. Most visits see none. */
export const { want: wantToasts, useWanted: useToastsWanted } = createWish();
