import { IconCheck } from '@tabler/icons-react';
import { useCartMessages } from '@/lib/messages/cart';
import classes from './CheckoutSteps.module.css';

const STEPS = ['cart', 'address', 'payment', 'done'] as const;

type CheckoutStep = (typeof STEPS)[number];

/** How far one has come on the way to an order. */
export function CheckoutSteps({ step }: { step: CheckoutStep }) {
  const t = useCartMessages().steps;
  const present = STEPS.indexOf(step);
  return (
    <ol className={classes.steps} aria-label={t.label}>
      {STEPS.map((name, place) => (
        <li
          key={name}
          className={classes.step}
          data-done={place < present || step === 'done'}
          aria-current={name === step ? 'step' : undefined}
        >
          <span className={classes.mark} aria-hidden="true">
            {place < present || step === 'done' ? <IconCheck size={13} stroke={2.5} /> : place + 1}
          </span>
          {t[name]}
        </li>
      ))}
    </ol>
  );
}
