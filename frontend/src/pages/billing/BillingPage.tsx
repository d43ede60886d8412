import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Billing } from '@/features/billing/Billing';
import { MemberPage } from '@/features/navigation/MemberPage';
import { useBillingMessages } from '@/lib/messages/billing';

export default function BillingPage() {
  const t = useBillingMessages();
  return (
    <MemberPage
      title={t.title}
      sub={t.sub}
      actions={
        <Button component={Link} to="/pricing" variant="default">
          {t.comparePlans}
        </Button>
      }
    >
      <Billing />
    </MemberPage>
  );
}
