import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { StartPlan } from '@/features/billing/StartPlan';
import { useOwnSubscription } from '@/features/billing/useOwnSubscription';
import { LoadError } from '@/features/errors/LoadError';
import { Crumb } from '@/features/navigation/Crumb';
import { MemberPage } from '@/features/navigation/MemberPage';
import { plansQuery } from '@/features/plans/queries';
import { useBillingMessages } from '@/lib/messages/billing';
import { useMessages } from '@/lib/messages/context';
import { SkeletonRows } from '@/ui/SkeletonRows';

export default function StartPage() {
  const t = useBillingMessages().start;
  const messages = useMessages();
  const { slug } = useParams();
  const plans = useQuery(plansQuery);
  const own = useOwnSubscription();
  const plan = plans.data?.find((offered) => offered.slug === slug);
  const failed = [plans, own.found].find(({ isError, data }) => isError && !data);
  const pending = plans.isPending || own.found.isPending;
  const title = plan ? t.title(plan.name) : pending || failed ? messages.common.loading : t.gone;
  return (
    <MemberPage
      title={title}
      sub={plan ? plan.description : pending || failed ? undefined : t.goneText}
      crumb={<Crumb to="/pricing" label={t.back} />}
    >
      {failed && <LoadError error={failed.error} onRetry={() => void failed.refetch()} />}
      {pending && !failed && <SkeletonRows count={5} />}
      {!pending && !failed && plan && (
        <StartPlan plan={plan} own={own.subscription} trialDays={own.tried ? 0 : plan.trialDays} />
      )}
    </MemberPage>
  );
}
