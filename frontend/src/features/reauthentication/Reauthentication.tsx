import { lazy, useEffect } from 'react';
import { Later } from '@/ui/Later';
import { isConfirming, settleConfirmation, useConfirming } from './gate';

const ReauthenticationDialog = lazy(() => import('./ReauthenticationDialog'));

/** Shows the dialog as soon as a request waits for it. */
export function Reauthentication() {
  const confirming = useConfirming();
  useEscape();
  return (
    <Later when={confirming}>
      <ReauthenticationDialog opened={confirming} />
    </Later>
  );
}

/** Escape closes this dialog alone. Dialogs below it listen as well, and they have opened later than this listener. */
function useEscape() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !isConfirming()) return;
      event.stopImmediatePropagation();
      settleConfirmation(false);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
