import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClockPause,
  IconSeedling,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Invoice, Subscription } from '@/api/types';
import { useBillingMessages } from '@/lib/messages/billing';
import { Pill, type PillTone } from '@/ui/Pill';
import { INVOICE_TONES, STATE_TONES, stateOf, type State } from './states';
import classes from './StatusMark.module.css';

const ICONS: Record<State, TablerIcon> = {
  incomplete: IconCircleDashed,
  trialing: IconSeedling,
  active: IconCircleCheck,
  past_due: IconAlertTriangle,
  canceled: IconBan,
  ending: IconClockPause,
};

const INVOICE_ICONS: Record<Invoice['status'], TablerIcon> = {
  open: IconCircleDashed,
  paid: IconCircleCheck,
  void: IconBan,
  uncollectible: IconAlertTriangle,
};

/** Where a subscription is: in a word, a color and a picture. */
export function StatusMark({ of }: { of: Pick<Subscription, 'status' | 'cancelAtPeriodEnd'> }) {
  const t = useBillingMessages();
  const state = stateOf(of);
  return <Mark tone={STATE_TONES[state]} icon={ICONS[state]} text={t.status[state]} />;
}

/** Whether an invoice is paid. */
export function InvoiceMark({ status }: Pick<Invoice, 'status'>) {
  const t = useBillingMessages();
  return <Mark tone={INVOICE_TONES[status]} icon={INVOICE_ICONS[status]} text={t.invoiceStatus[status]} />;
}

function Mark({ tone, icon: Icon, text }: { tone: PillTone; icon: TablerIcon; text: string }) {
  return (
    <Pill tone={tone}>
      <span className={classes.mark}>
        <Icon size={14} stroke={2} aria-hidden="true" />
        {text}
      </span>
    </Pill>
  );
}
