import { VisuallyHidden } from '@mantine/core';
import { usePaymentMessages } from '@/lib/messages/payment';
import { groupedNumber, SANDBOX_CARDS } from './cards';
import classes from './TestCards.module.css';

/** The cards of the sandbox, with what each does. A press fills one in. */
export function TestCards({ onChoose }: { onChoose: (number: string) => void }) {
  const t = usePaymentMessages();
  return (
    <ul className={classes.cards} aria-label={t.cards}>
      {SANDBOX_CARDS.map(({ number, effect }) => (
        <li key={number}>
          <button type="button" className={classes.card} onClick={() => onChoose(number)}>
            <VisuallyHidden>{`${t.fill} `}</VisuallyHidden>
            <span className={classes.number}>{groupedNumber(number)}</span>
            <span className={classes.effect}>{t.effects[effect]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
