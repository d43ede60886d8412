import { Limits } from '@/features/plans/Limits';
import { PlanGrid } from '@/features/plans/PlanGrid';
import { Questions } from '@/features/plans/Questions';
import { usePlansMessages } from '@/lib/messages/plans';
import { PageTitle, useDocumentTitle } from '@/ui/Page';
import classes from './PricingPage.module.css';

export default function PricingPage() {
  const t = usePlansMessages();
  useDocumentTitle(t.tab);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <PageTitle className={classes.title}>{t.title}</PageTitle>
        <p className={classes.sub}>{t.sub}</p>
      </header>
      <PlanGrid />
      <Limits />
      <Questions />
    </div>
  );
}
