import { lazy, Suspense, useState } from 'react';

export interface ConfirmProps {
  opened: boolean;
  title: string;
  text: string;
  /** What the button says that does it. */
  action: string;
  /** It can be taken back, so the button is not red. */
  calm?: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

const ConfirmDialog = lazy(() => import('./ConfirmDialog'));

/** Asks once more before something weighty. Its window is loaded when it is first opened. */
export function Confirm(props: ConfirmProps) {
  const [asked, setAsked] = useState(props.opened);
  if (props.opened && !asked) setAsked(true);
  return <Suspense>{asked && <ConfirmDialog {...props} />}</Suspense>;
}
