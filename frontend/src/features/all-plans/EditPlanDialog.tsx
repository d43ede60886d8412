import { useQuery } from '@tanstack/react-query';
import type { Plan } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { showDone } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { Dialog } from '@/ui/Dialog';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { PlanForm } from './PlanForm';
import { valuesOf, type PlanBody } from './planValues';
import { planQuery, useUpdatePlan } from './queries';

interface EditPlanDialogProps {
  opened: boolean;
  plan: Plan;
  onClose: () => void;
}

/** Changes a plan, as it is when the dialog opens. */
export default function EditPlanDialog({ opened, plan, onClose }: EditPlanDialogProps) {
  const t = useAllPlansMessages().form;
  return (
    <Dialog opened={opened} title={t.editTitle(plan.name)} sub={t.editSub} size="lg" onClose={onClose}>
      <Loaded plan={plan} onClose={onClose} />
    </Dialog>
  );
}

function Loaded({ plan: { id }, onClose }: Omit<EditPlanDialogProps, 'opened'>) {
  const t = useAllPlansMessages().form;
  const messages = useMessages();
  const found = useQuery({ ...planQuery(id), staleTime: Infinity });
  const update = useUpdatePlan(id);
  if (found.isPending) return <SkeletonRows count={5} />;
  if (!found.data) return <LoadError error={found.error} onRetry={() => void found.refetch()} />;
  const { plan, version } = found.data;

  async function submit(body: PlanBody) {
    await update.mutateAsync({ body, version });
    showDone(t.saved(body.name));
    onClose();
  }

  return (
    <PlanForm values={valuesOf(plan)} label={t.editTitle(plan.name)} action={messages.common.save} onSubmit={submit} />
  );
}
