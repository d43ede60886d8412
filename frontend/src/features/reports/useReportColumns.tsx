import { useMemo } from 'react';
import type { Report } from '@/api/types';
import { localeFor, useFormat } from '@/lib/format';
import { useReportsMessages } from '@/lib/messages/books';
import { useLanguage } from '@/lib/messages/context';
import { Pill, type PillTone } from '@/ui/Pill';
import type { Column } from '@/ui/Table';
import { ReportFiles } from './ReportFiles';
import classes from './Reports.module.css';

const TONES: Record<Report['status'], PillTone> = { queued: 'warn', completed: 'good', failed: 'bad' };

/** How a report is called: "Sales, October 2026". */
export function useReportName(): (report: Pick<Report, 'kind' | 'month'>) => string {
  const t = useReportsMessages();
  const language = useLanguage();
  const month = useMemo(
    () => new Intl.DateTimeFormat(localeFor(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    [language],
  );
  return (report) => t.name(t.kind[report.kind], month.format(new Date(`${report.month}-01`)));
}

/** The columns of the list of reports. */
export function useReportColumns(): Column<Report>[] {
  const t = useReportsMessages();
  const format = useFormat();
  const nameOf = useReportName();
  return [
    {
      key: 'report',
      label: t.column.report,
      sort: 'month',
      cell: (report) => (
        <>
          <p className={classes.name}>{nameOf(report)}</p>
          <p className={classes.narrow}>
            <Pill tone={TONES[report.status]}>{t.status[report.status]}</Pill>
          </p>
        </>
      ),
    },
    {
      key: 'status',
      label: t.column.status,
      from: 'medium',
      cell: ({ status }) => <Pill tone={TONES[status]}>{t.status[status]}</Pill>,
    },
    {
      key: 'net',
      label: t.column.net,
      from: 'wide',
      align: 'end',
      cell: (report) => <Amounts report={report} of="net" />,
    },
    {
      key: 'tax',
      label: t.column.tax,
      from: 'wide',
      align: 'end',
      cell: (report) => <Amounts report={report} of="tax" />,
    },
    {
      key: 'made',
      label: t.column.made,
      sort: 'createdAt',
      from: 'wide',
      cell: ({ finishedAt, createdAt }) => {
        const made = finishedAt ?? createdAt;
        return (
          <time dateTime={made} title={format.dateTime(made)} className={classes.when}>
            {format.day(made)}
          </time>
        );
      },
    },
    {
      key: 'files',
      label: t.column.files,
      align: 'end',
      hideLabel: true,
      cell: (report) => <ReportFiles report={report} name={nameOf(report)} />,
    },
  ];
}

/** A figure of a report, in each currency that was sold in. */
function Amounts({ report, of }: { report: Report; of: 'net' | 'tax' }) {
  const t = useReportsMessages();
  const format = useFormat();
  if (report.status !== 'completed') return <span className={classes.quiet}>–</span>;
  if (report.figures.length === 0) return <span className={classes.quiet}>{t.noFigures}</span>;
  return report.figures.map((figures) => (
    <span key={figures.currency} className={classes.amount}>
      {format.money(figures[of], figures.currency)}
    </span>
  ));
}
