import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useCartMessages } from '@/lib/messages/cart';
import { CartRow } from './CartRow';
import type { CartLine } from './useCartLines';
import classes from './CartLines.module.css';

/** A line that was just taken out, and where it stood. */
export interface Removed {
  line: CartLine;
  place: number;
}

interface CartLinesProps {
  label: string;
  lines: CartLine[];
  removed: Removed | null;
  onRemove: (line: CartLine) => void;
  onUndo: () => void;
}

/** The lines of the cart. One that was taken out can be put back from where it stood. */
export function CartLines({ label, lines, removed, onRemove, onUndo }: CartLinesProps) {
  const place = removed ? Math.min(removed.place, lines.length) : 0;
  const undo = removed && <RemovedRow key={removed.line.productId} removed={removed} onUndo={onUndo} />;
  return (
    <ul className={classes.lines} aria-label={label}>
      {lines.slice(0, place).map((line) => (
        <CartRow key={line.productId} line={line} onRemove={() => onRemove(line)} />
      ))}
      {undo}
      {lines.slice(place).map((line) => (
        <CartRow key={line.productId} line={line} onRemove={() => onRemove(line)} />
      ))}
    </ul>
  );
}

function RemovedRow({ removed, onUndo }: { removed: Removed; onUndo: () => void }) {
  const t = useCartMessages();
  const button = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone; whoever uses the keyboard goes on from here.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <li className={classes.removed}>
      <span role="status">{t.removed(removed.line.product?.name ?? t.goneName)}</span>
      <Button ref={button} variant="default" size="xs" onClick={onUndo}>
        {t.undo}
      </Button>
    </li>
  );
}
