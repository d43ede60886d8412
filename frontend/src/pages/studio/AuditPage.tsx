import { AuditToolbar } from '@/features/audit/AuditToolbar';
import { EntryList } from '@/features/audit/EntryList';
import { ExportButton } from '@/features/audit/ExportButton';
import { useAuditFilter } from '@/features/audit/useAuditFilter';
import { VerifyCard } from '@/features/audit/VerifyCard';
import list from '@/features/lists/ListCard.module.css';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAuditMessages } from '@/lib/messages/studio';

export default function AuditPage() {
  const t = useAuditMessages();
  const [filter, change] = useAuditFilter();
  const clear = () => change({ actor: '', action: '', resource: '', about: '', from: '', to: '' });
  return (
    <StudioPage permission="audit-logs:read" title={t.title} sub={t.sub} actions={<ExportButton filter={filter} />}>
      <VerifyCard />
      <section className={list.card} aria-label={t.list}>
        <AuditToolbar filter={filter} onChange={change} />
        <EntryList filter={filter} onClear={clear} />
      </section>
    </StudioPage>
  );
}
