import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import classes from './Pager.module.css';

interface PagerProps {
  /** Where one is: "Page 2 of 7". */
  label: string;
  /** How much there is in all. */
  total: string;
  /** Goes there; null where there is no such page. */
  previous: (() => void) | null;
  next: (() => void) | null;
  previousLabel: string;
  nextLabel: string;
}

/** Steps through the pages of a list. */
export function Pager({ label, total, previous, next, previousLabel, nextLabel }: PagerProps) {
  return (
    <div className={classes.pager}>
      <span>{total}</span>
      <div className={classes.steps}>
        <ActionIcon aria-label={previousLabel} size={30} disabled={!previous} onClick={() => previous?.()}>
          <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <span aria-live="polite">{label}</span>
        <ActionIcon aria-label={nextLabel} size={30} disabled={!next} onClick={() => next?.()}>
          <IconChevronRight size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </div>
    </div>
  );
}
