/** State of a navigation after which the page stays where it is scrolled to. */
export const SCROLL_KEPT = { scrollKept: true };

/** Whether a location's state says that the page stays where it is scrolled to. */
export function keepsScroll(state: unknown): boolean {
  return (state as Partial<typeof SCROLL_KEPT> | null)?.scrollKept === true;
}
