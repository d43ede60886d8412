import { showDone } from '@/features/errors/toasts';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { Dialog } from '@/ui/Dialog';
import { PlanForm } from './PlanForm';
import { NEW_PLAN, type PlanBody } from './planValues';
import { useCreatePlan } from './queries';

interface CreatePlanDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Adds a plan. */
export default function CreatePlanDialog({ opened, onClose }: CreatePlanDialogProps) {
  const t = useAllPlansMessages().form;
  const create = useCreatePlan();

  async function submit(body: PlanBody) {
    await create.mutateAsync(body);
    showDone(t.created(body.name));
    onClose();
  }

  return (
    <Dialog opened={opened} title={t.createTitle} size="lg" onClose={onClose}>
      <PlanForm values={NEW_PLAN} label={t.createTitle} action={t.create} onSubmit={submit} />
    </Dialog>
  );
}
