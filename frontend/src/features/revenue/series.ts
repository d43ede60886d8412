/** The parts of what was taken, from the bottom up, each with its color. */
export const SERIES = [
  { key: 'net', color: 'var(--chart-1)' },
  { key: 'tax', color: 'var(--chart-4)' },
  { key: 'refunds', color: 'var(--chart-2)' },
] as const;
