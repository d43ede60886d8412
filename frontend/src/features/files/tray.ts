import { createWish } from '@/lib/wish';

/** The tray of uploads. The queue itself comes with the pages that upload. */
export const { want: wantTray, useWanted: useTrayWanted } = createWish();
