import {
  Bar,
  BarStack,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useFormat } from '@/lib/format';
import { useRevenueMessages } from '@/lib/messages/books';
import type { RevenueBar } from './points';
import { SERIES } from './series';
import classes from './RevenueChart.module.css';

interface RevenueChartProps {
  bars: RevenueBar[];
  currency: string;
  /** Says in words what there is to see. */
  label: string;
}

/** What the reader points at. */
interface Pointed {
  active: boolean;
  payload: readonly { payload?: RevenueBar }[];
}

const TICK = { fill: 'var(--text-3)', fontSize: 12 };

/** Revenue over time: what remains, tax and refunds on top of each other; and as a line, what was taken before. */
export default function RevenueChart({ bars, currency, label }: RevenueChartProps) {
  const format = useFormat();
  const tip = ({ active, payload }: Pointed) => {
    const bar = active && payload[0]?.payload;
    return bar ? <Tip bar={bar} currency={currency} /> : null;
  };
  const hasBefore = bars.some(({ before }) => before !== null);
  return (
    <div className={classes.chart} role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={bars}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="28%"
          stackOffset="sign"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line-soft)" />
          <XAxis
            dataKey="label"
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            minTickGap={12}
            tickMargin={6}
          />
          <YAxis
            width={52}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            tickCount={5}
            tickFormatter={(amount: number) => format.shortMoney(amount, currency)}
          />
          <Tooltip
            cursor={{ fill: 'color-mix(in srgb, var(--text) 5%, transparent)' }}
            isAnimationActive={false}
            content={tip}
          />
          <BarStack radius={3}>
            {SERIES.map(({ key, color }) => (
              <Bar key={key} dataKey={key} fill={color} maxBarSize={28} isAnimationActive={false} />
            ))}
          </BarStack>
          {hasBefore && (
            <Line
              dataKey="before"
              type="monotone"
              stroke="var(--text-3)"
              strokeWidth={1.5}
              strokeDasharray="4 4"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** What a bar stands for, in figures. */
function Tip({ bar, currency }: { bar: RevenueBar; currency: string }) {
  const t = useRevenueMessages();
  const format = useFormat();
  const { exact, title } = bar;
  return (
    <div className={classes.tip}>
      <b>{title}</b>
      {SERIES.map(({ key, color }) => (
        <span key={key} className={classes.line}>
          <i className={classes.mark} style={{ background: color }} />
          {t[key]}
          <b>{format.money(exact[key], currency)}</b>
        </span>
      ))}
      <span className={classes.line}>
        <i className={classes.mark} />
        {t.gross}
        <b>{format.money(exact.gross, currency)}</b>
      </span>
      {exact.before !== null && (
        <span className={classes.line}>
          <i className={classes.mark} data-dashed="true" />
          {t.before}
          <b>{format.money(exact.before, currency)}</b>
        </span>
      )}
    </div>
  );
}
