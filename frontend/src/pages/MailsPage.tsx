import { IconMail } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { MailList } from '@/features/mails/MailList';
import { MailReader } from '@/features/mails/MailReader';
import { MailToolbar } from '@/features/mails/MailToolbar';
import { useMailFilter } from '@/features/mails/useMailFilter';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useMemberMessages } from '@/lib/messages/member';
import { EmptyState } from '@/ui/EmptyState';
import classes from './MailsPage.module.css';

export default function MailsPage() {
  const t = useMemberMessages();
  const { mailId } = useParams();
  const [filter, changeFilter] = useMailFilter();
  return (
    <StudioPage permission="mails:read" title={t.mails.title} sub={t.mails.sub}>
      <div className={classes.panes} data-reading={mailId !== undefined}>
        <section className={classes.list} aria-label={t.mails.list}>
          <MailToolbar filter={filter} onChange={changeFilter} />
          <MailList filter={filter} onChange={changeFilter} />
        </section>
        <div className={classes.reader}>
          {mailId ? (
            <MailReader key={mailId} id={mailId} />
          ) : (
            <EmptyState icon={<IconMail size={28} stroke={1.5} aria-hidden="true" />} title={t.mails.choose} />
          )}
        </div>
      </div>
    </StudioPage>
  );
}
