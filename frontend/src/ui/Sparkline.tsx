import classes from './Sparkline.module.css';

const WIDTH = 300;
const HEIGHT = 72;

/** How something went, at a glance. The figures beside it say the same in words, so it is silent. */
export function Sparkline({ values }: { values: number[] }) {
  const line = curve(values);
  return (
    <svg className={classes.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`${line} V${HEIGHT} H0 Z`} fill="var(--primary-soft)" />
      <path d={line} fill="none" stroke="var(--chart-1)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** A smooth line through the values, which keeps within their bounds. */
export function curve(values: number[]): string {
  const most = Math.max(...values, 0) || 1;
  const step = WIDTH / Math.max(1, values.length - 1);
  const places = values.map((value, index) => [index * step, (1 - value / most) * (HEIGHT - 4) + 2] as const);
  return places
    .map(([x, y], index) => {
      if (index === 0) return `M${round(x)} ${round(y)}`;
      const [fromX, fromY] = places[index - 1]!;
      const middle = (fromX + x) / 2;
      return `C${round(middle)} ${round(fromY)} ${round(middle)} ${round(y)} ${round(x)} ${round(y)}`;
    })
    .join(' ');
}

const round = (value: number) => Math.round(value * 10) / 10;
