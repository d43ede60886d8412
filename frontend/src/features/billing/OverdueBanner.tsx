import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useBillingMessages } from '@/lib/messages/billing';
import { Notice } from '@/ui/Notice';
import classes from './Overdue.module.css';
import { useOwnSubscription } from './useOwnSubscription';

/** On the overview: a payment did not go through. Nothing when none is missing. */
export default function OverdueBanner() {
  const t = useBillingMessages().overdue;
  const { subscription } = useOwnSubscription();
  if (subscription?.status !== 'past_due') return null;
  return (
    <div className={classes.place}>
      <Notice tone="bad">
        <p className={classes.title}>{t.title}</p>
        <div className={classes.actions}>
          <Button component={Link} to="/billing">
            {t.review}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
