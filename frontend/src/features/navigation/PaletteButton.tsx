import { UnstyledButton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import { useAppDispatch } from '@/store/hooks';
import { paletteOpened } from '@/store/uiSlice';
import classes from './PaletteButton.module.css';

/** Opens the command palette, and says by which keys one could have. */
export function PaletteButton() {
  const t = useMessages();
  const dispatch = useAppDispatch();
  const shortcut = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ K' : t.palette.shortcut;
  return (
    <UnstyledButton className={classes.find} onClick={() => dispatch(paletteOpened())}>
      {t.palette.open}
      <kbd className="kbd">{shortcut}</kbd>
    </UnstyledButton>
  );
}
