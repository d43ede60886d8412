import { Button, Drawer } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import { useCatalogMessages } from '@/lib/messages/catalog';
import classes from './FilterDrawer.module.css';

interface FilterDrawerProps {
  opened: boolean;
  /** What the button says that leads back to the list. */
  action: string;
  onClose: () => void;
  children: ReactNode;
}

/** The filters on a small screen. The list changes behind them as they are chosen. */
export default function FilterDrawer({ opened, action, onClose, children }: FilterDrawerProps) {
  const t = useCatalogMessages();
  const { common } = useMessages();
  const mounted = useMounted();
  return (
    <Drawer
      opened={opened && mounted}
      onClose={onClose}
      title={t.filters}
      position="right"
      size={340}
      padding="lg"
      classNames={{ content: classes.content, header: classes.header, title: classes.title, body: classes.body }}
      closeButtonProps={{ 'aria-label': common.close }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {children}
      <div className={classes.foot}>
        <Button fullWidth size="md" onClick={onClose}>
          {action}
        </Button>
      </div>
    </Drawer>
  );
}
