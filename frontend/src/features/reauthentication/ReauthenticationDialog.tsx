import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LoadError } from '@/features/errors/LoadError';
import { useSession } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { settleConfirmation } from './gate';
import { proofsQuery } from './queries';
import { ProofForm } from './ProofForm';

/** Asks the person to show again who they are. What they were about to do waits, and goes on by itself. */
export default function ReauthenticationDialog({ opened }: { opened: boolean }) {
  const t = useMessages();
  return (
    <Dialog opened={opened} onClose={cancel} title={t.confirm.title} sub={t.confirm.sub} size="sm">
      <Proofs />
    </Dialog>
  );
}

const cancel = () => settleConfirmation(false);

function Proofs() {
  const proofs = useQuery(proofsQuery);
  return (
    <>
      {proofs.isPending && <SkeletonRows count={1} />}
      {proofs.isError && <LoadError error={proofs.error} onRetry={() => void proofs.refetch()} />}
      {proofs.data &&
        (proofs.data.methods.length > 0 ? (
          <ProofForm proofs={proofs.data} onDone={() => settleConfirmation(true)} onCancel={cancel} />
        ) : (
          <SignInAgain onCancel={cancel} />
        ))}
    </>
  );
}

/** Who signs in elsewhere only has nothing to show here: a new sign-in is the proof. */
function SignInAgain({ onCancel }: { onCancel: () => void }) {
  const t = useMessages();
  const session = useSession();

  async function leave() {
    onCancel();
    await session.signOut().catch(() => session.forget('ended'));
  }

  return (
    <>
      <p>{t.confirm.none}</p>
      <DialogActions>
        <Button variant="default" onClick={onCancel}>
          {t.common.cancel}
        </Button>
        <Button onClick={() => void leave()}>{t.confirm.signInAgain}</Button>
      </DialogActions>
    </>
  );
}
