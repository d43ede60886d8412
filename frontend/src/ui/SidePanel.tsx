import { Drawer } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useMessages } from '@/lib/messages/context';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  opened: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What belongs to something on the page, at its edge; on small screens over all of it. */
export function SidePanel({ opened, title, onClose, children }: SidePanelProps) {
  const t = useMessages();
  const mounted = useMounted();
  return (
    <Drawer
      opened={opened && mounted}
      onClose={onClose}
      title={title}
      position="right"
      size={440}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t.common.close }}
      classNames={{
        content: classes.content,
        header: classes.header,
        title: classes.title,
        body: classes.body,
        overlay: classes.overlay,
      }}
    >
      {children}
    </Drawer>
  );
}
