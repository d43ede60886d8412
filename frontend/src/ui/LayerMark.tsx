import classes from './LayerMark.module.css';

const COLORS = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)'];
const WIDTHS = [
  [22, 15, 9],
  [16, 22, 11],
  [22, 11, 17],
  [12, 22, 16],
  [22, 18, 12],
];

/** Three layers of their own for everything that has a name: a team is told by it at a glance. */
export function LayerMark({ name, size = 44 }: { name: string; size?: number }) {
  let hash = 7;
  for (const character of name) hash = (hash * 33 + character.codePointAt(0)!) >>> 0;
  const widths = WIDTHS[hash % WIDTHS.length]!;
  const first = (hash >>> 3) % COLORS.length;
  const step = 1 + ((hash >>> 7) % (COLORS.length - 1));
  return (
    <span className={classes.mark} style={{ width: size, height: size }} aria-hidden="true">
      <svg width={size * 0.6} height={size * 0.6} viewBox="0 0 26 26">
        {widths.map((width, layer) => (
          <rect
            key={COLORS[layer]}
            x="2"
            y={17 - layer * 7}
            width={width}
            height="6"
            rx="1.6"
            fill={COLORS[(first + layer * step) % COLORS.length]}
          />
        ))}
      </svg>
    </span>
  );
}
