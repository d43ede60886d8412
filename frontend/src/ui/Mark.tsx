/** The mark: three layers, each standing on the wider one below. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <rect x="2" y="17" width="22" height="6" rx="1.6" fill="var(--primary)" />
      <rect x="2" y="10" width="15" height="6" rx="1.6" fill="var(--chart-2)" />
      <rect x="2" y="3" width="8.5" height="6" rx="1.6" fill="var(--chart-3)" />
    </svg>
  );
}
