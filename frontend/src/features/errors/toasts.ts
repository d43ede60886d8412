import { notifications } from '@mantine/notifications';
import type { Messages } from '@/lib/messages/en';
import { errorText } from './errorText';
import { wantToasts } from './toastsWanted';

/** Tells that something asked for has happened. It goes by itself; there is nothing to press. */
export function showDone(message: string): void {
  wantToasts();
  notifications.show({ message, color: 'pine', withCloseButton: false });
}

/** Tells that something asked for has not happened, where no form can say it. */
export function showError(error: unknown, t: Messages): void {
  wantToasts();
  notifications.show({
    title: t.errors.title,
    message: errorText(error, t),
    color: 'red',
    role: 'alert',
    closeButtonProps: { 'aria-label': t.common.close },
  });
}

/** Waits for what was asked for, and tells that it has happened, or that it has not. */
export async function announce(asked: Promise<unknown>, done: string, t: Messages): Promise<void> {
  try {
    await asked;
    showDone(done);
  } catch (error) {
    showError(error, t);
  }
}
