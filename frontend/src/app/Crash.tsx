import { Button } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import { EmptyState } from '@/ui/EmptyState';
import { Mark } from '@/ui/Mark';

/** What is left when a page could not be drawn, or its code could not be loaded. */
export function Crash() {
  const t = useMessages();
  return (
    <main id="main">
      <EmptyState
        icon={<Mark size={40} />}
        title={t.errors.crashTitle}
        text={t.errors.crash}
        action={<Button onClick={() => window.location.reload()}>{t.errors.reload}</Button>}
      />
    </main>
  );
}
