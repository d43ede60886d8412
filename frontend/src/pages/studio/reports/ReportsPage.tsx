import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { StudioPage } from '@/features/navigation/StudioPage';
import { ReportTable } from '@/features/reports/ReportTable';
import { useReportsPage } from '@/features/reports/useReportsPage';
import { RevenueCard } from '@/features/revenue/RevenueCard';
import { todayInUtc } from '@/features/revenue/span';
import { useMay } from '@/features/roles/useMay';
import { useReportsMessages } from '@/lib/messages/books';
import { Later } from '@/ui/Later';
import { Stack } from '@/ui/Stack';

const MakeReportDialog = lazy(() => import('@/features/reports/MakeReportDialog'));

export default function ReportsPage() {
  const t = useReportsMessages();
  const may = useMay();
  const [today] = useState(todayInUtc);
  const { list, question, choice } = useReportsPage(today);
  const [making, setMaking] = useState(false);
  return (
    <StudioPage
      permission="revenue:read"
      title={t.title}
      sub={t.sub}
      actions={
        may('reports:create') && (
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => setMaking(true)}>
            {t.make.action}
          </Button>
        )
      }
    >
      <Stack>
        <RevenueCard choice={choice} />
        {may('reports:read') && <ReportTable list={list} question={question} />}
      </Stack>
      <Later when={making}>
        <MakeReportDialog opened={making} today={today} onClose={() => setMaking(false)} />
      </Later>
    </StudioPage>
  );
}
