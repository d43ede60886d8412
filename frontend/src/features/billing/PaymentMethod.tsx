import { Button } from '@mantine/core';
import type { Subscription } from '@/api/types';
import { BrandMark } from '@/features/payments/BrandMark';
import { useBillingMessages } from '@/lib/messages/billing';
import { Card } from '@/ui/Card';
import { IconTile } from '@/ui/IconTile';
import classes from './PaymentMethod.module.css';
import type { useReplacingCard } from './useReplacingCard';
import { brandName } from './usePlanFacts';

interface PaymentMethodProps {
  subscription: Subscription;
  replacing: ReturnType<typeof useReplacingCard>;
}

/** The card that is charged, and the way to another. */
export function PaymentMethod({ subscription: { card, status }, replacing }: PaymentMethodProps) {
  const t = useBillingMessages().card;
  const none = status === 'trialing' ? t.noneTrial : t.noneText;
  return (
    <Card title={t.title}>
      <div className={classes.card}>
        {card ? (
          <BrandMark brand={card.brand} />
        ) : (
          <IconTile>
            <BrandMark brand={null} />
          </IconTile>
        )}
        <div>
          <p className={classes.name}>{card ? t.ofBrand(brandName(card.brand), card.last4) : t.none}</p>
          <p className={classes.text}>{card ? t.keptText : none}</p>
        </div>
      </div>
      {status !== 'incomplete' && (
        <Button className={classes.replace} variant="default" loading={replacing.busy} onClick={replacing.begin}>
          {card ? t.replace : t.add}
        </Button>
      )}
    </Card>
  );
}
