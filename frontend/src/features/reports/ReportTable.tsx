import { useQuery } from '@tanstack/react-query';
import { IconReportMoney } from '@tabler/icons-react';
import { ListChoice, named } from '@/features/lists/ListChoice';
import { StudioTable } from '@/features/lists/StudioTable';
import { useReportsMessages } from '@/lib/messages/books';
import { reportsQuery, type ReportQuestion } from './queries';
import { useReportColumns } from './useReportColumns';
import classes from './Reports.module.css';
import { KINDS, type ReportList } from './useReportsPage';

interface ReportTableProps {
  list: ReportList;
  question: ReportQuestion;
}

/** The monthly reports, the latest first. */
export function ReportTable({ list, question }: ReportTableProps) {
  const t = useReportsMessages();
  return (
    <section>
      <h2 className={classes.title}>{t.monthly}</h2>
      <StudioTable
        name="reports"
        icon={IconReportMoney}
        t={{ ...t, title: t.monthly, search: undefined }}
        list={list}
        found={useQuery(reportsQuery(question))}
        columns={useReportColumns()}
        filters={
          <ListChoice
            list={list}
            by="kind"
            label={t.filter.kind}
            all={t.filter.allKinds}
            choices={named(KINDS, t.kind)}
          />
        }
      />
    </section>
  );
}
