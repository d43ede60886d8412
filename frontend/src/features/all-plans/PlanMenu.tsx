import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEye, IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { ApiError } from '@/api/errors';
import type { Plan } from '@/api/types';
import { announce, showDone, showError } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useAllPlansMessages } from '@/lib/messages/membership';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import { ReasonedItem } from '@/ui/ReasonedItem';
import { useDeletePlan, useUpdatePlan } from './queries';

const EditPlanDialog = lazy(() => import('./EditPlanDialog'));

/** What one may do with a plan. */
export function PlanMenu({ plan }: { plan: Plan }) {
  const t = useAllPlansMessages();
  const messages = useMessages();
  const may = useMay();
  const update = useUpdatePlan(plan.id);
  const remove = useDeletePlan(plan.id);
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };
  const { name, active } = plan;

  async function confirmRemoval() {
    try {
      await remove.mutateAsync();
      showDone(t.removed(name));
    } catch (error) {
      const inUse = error instanceof ApiError && error.status === 409;
      showError(inUse ? new ApiError({ ...error, message: t.inUse(name) }) : error, messages);
    }
    close();
  }

  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size={34} aria-label={t.menu(name)}>
            <IconDots size={19} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <ReasonedItem icon={<IconPencil {...icon} />} onClick={() => setOpen('edit')}>
            {t.edit}
          </ReasonedItem>
          <ReasonedItem
            icon={active ? <IconEyeOff {...icon} /> : <IconEye {...icon} />}
            onClick={() =>
              void announce(
                update.mutateAsync({ body: { active: !active } }),
                active ? t.deactivated(name) : t.activated(name),
                messages,
              )
            }
          >
            {active ? t.deactivate : t.activate}
          </ReasonedItem>
          {may('plans:delete') && (
            <ReasonedItem danger icon={<IconTrash {...icon} />} onClick={() => setOpen('remove')}>
              {t.remove}
            </ReasonedItem>
          )}
        </Menu.Dropdown>
      </Menu>
      <Later when={open === 'edit'}>
        <EditPlanDialog opened={open === 'edit'} plan={plan} onClose={close} />
      </Later>
      <Confirm
        opened={open === 'remove'}
        title={t.removeTitle(name)}
        text={t.removeText}
        action={t.remove}
        busy={remove.isPending}
        onConfirm={() => void confirmRemoval()}
        onClose={close}
      />
    </>
  );
}
