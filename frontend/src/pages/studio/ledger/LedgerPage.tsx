import { BalancesCard } from '@/features/ledger/BalancesCard';
import { EntryList } from '@/features/ledger/EntryList';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useLedgerMessages } from '@/lib/messages/books';
import { Stack } from '@/ui/Stack';

export default function LedgerPage() {
  const t = useLedgerMessages();
  return (
    <StudioPage permission="ledger:read" title={t.title} sub={t.sub}>
      <Stack>
        <BalancesCard />
        <EntryList />
      </Stack>
    </StudioPage>
  );
}
