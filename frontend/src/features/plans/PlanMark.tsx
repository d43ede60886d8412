const COLORS = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)'];
const WIDTHS = [22, 15, 8.5];

/** The mark, with as many of its layers laid as the plan stands high: from 1 to 3. */
export function PlanMark({ layers, size = 40 }: { layers: number; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      {WIDTHS.map((width, layer) => (
        <rect
          key={width}
          x="2"
          y={17 - layer * 7}
          width={width}
          height="6"
          rx="1.6"
          fill={layer < layers ? COLORS[layer] : 'currentColor'}
          opacity={layer < layers ? 1 : 0.12}
        />
      ))}
    </svg>
  );
}
