import { RangeSlider, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useFormat } from '@/lib/format';
import { useCatalogMessages } from '@/lib/messages/catalog';
import { priceAt, stepOf, STEPS } from './priceScale';
import { dearestQuery } from './queries';
import type { ProductFilterState } from './useProductFilter';
import classes from './PriceFilter.module.css';

/** The prices between which to look: on a scale, or typed. */
export function PriceFilter({ params, filter, change }: ProductFilterState) {
  const t = useCatalogMessages();
  const format = useFormat();
  const dearest = usePublicQuery(dearestQuery).data;
  const money = (amount: number) => (dearest ? format.wholeMoney(amount, dearest.currency) : '');
  return (
    <div className={classes.price}>
      {dearest && (
        <Scale
          dearest={dearest.price}
          low={filter.priceMin}
          high={filter.priceMax}
          money={money}
          onChange={(priceMin, priceMax) => change({ priceMin, priceMax })}
        />
      )}
      <div className={classes.fields}>
        <PriceField
          label={t.lowest}
          placeholder={dearest ? money(0) : undefined}
          value={params.priceMin}
          onChange={(priceMin) => change({ priceMin })}
        />
        <span className={classes.dash} aria-hidden="true">
          {'–'}
        </span>
        <PriceField
          label={t.highest}
          placeholder={dearest ? money(Math.ceil(dearest.price)) : undefined}
          value={params.priceMax}
          onChange={(priceMax) => change({ priceMax })}
        />
      </div>
    </div>
  );
}

interface ScaleProps {
  dearest: number;
  low: number | null;
  high: number | null;
  money: (amount: number) => string;
  onChange: (low: string, high: string) => void;
}

/** Both prices on one scale. Its ends stand for no limit. */
function Scale({ dearest, low, high, money, onChange }: ScaleProps) {
  const t = useCatalogMessages();
  const applied: [number, number] = [
    low === null ? 0 : stepOf(low, dearest),
    high === null ? STEPS : stepOf(high, dearest),
  ];
  // While a thumb is held, it stands where the hand is.
  const [held, setHeld] = useState<[number, number] | null>(null);
  return (
    <RangeSlider
      classNames={{ root: classes.scale, track: classes.track, bar: classes.bar, thumb: classes.thumb }}
      min={0}
      max={STEPS}
      minRange={2}
      value={held ?? applied}
      onChange={setHeld}
      onChangeEnd={([from, to]) => {
        setHeld(null);
        onChange(from === 0 ? '' : String(priceAt(from, dearest)), to === STEPS ? '' : String(priceAt(to, dearest)));
      }}
      label={(step) => money(priceAt(step, dearest))}
      thumbFromLabel={t.from}
      thumbToLabel={t.to}
      thumbValueText={(step) => money(priceAt(step, dearest))}
    />
  );
}

interface PriceFieldProps {
  label: string;
  placeholder: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** A price to type. It counts once the typing pauses. */
function PriceField({ label, placeholder, value, onChange }: PriceFieldProps) {
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  const apply = useDebouncedCallback((text: string) => {
    setApplied(text);
    onChange(text);
  }, 400);

  // It was changed elsewhere: on the scale, or by going back.
  if (value !== applied) {
    setApplied(value);
    setTyped(value);
  }

  return (
    <TextInput
      className={classes.field}
      aria-label={label}
      placeholder={placeholder}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      onBlur={() => apply.flush()}
      onChange={(event) => {
        const text = event.currentTarget.value.replace(/[^\d.,]/g, '');
        setTyped(text);
        apply(text);
      }}
    />
  );
}
