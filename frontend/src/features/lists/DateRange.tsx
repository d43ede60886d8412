import { TextInput } from '@mantine/core';
import { useMemberMessages } from '@/lib/messages/member';
import classes from './RangeField.module.css';

interface DateRangeProps {
  /** Days, YYYY-MM-DD; empty where the range is open. */
  from: string;
  to: string;
  onChange: (change: { from: string } | { to: string }) => void;
}

/** Two days with what lies between them. */
export function DateRange({ from, to, onChange }: DateRangeProps) {
  const t = useMemberMessages().lists;
  return (
    <>
      <Day label={t.from} value={from} max={to} onChange={(day) => onChange({ from: day })} />
      <Day label={t.to} value={to} min={from} onChange={(day) => onChange({ to: day })} />
    </>
  );
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

function Day({ label, value, min, max, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      className={classes.date}
      classNames={{ input: classes.input }}
      data-filtering={value !== ''}
      aria-label={label}
      leftSection={<span className={classes.label}>{label}</span>}
      leftSectionWidth={52}
      min={min || undefined}
      max={max || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
