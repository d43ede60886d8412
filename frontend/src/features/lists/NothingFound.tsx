import { Button } from '@mantine/core';
import { IconSearchOff, type Icon } from '@tabler/icons-react';
import { useMemberMessages } from '@/lib/messages/member';
import { EmptyState } from '@/ui/EmptyState';

interface NothingFoundProps {
  /** Whether the list was searched or filtered: then that is why nothing is there. */
  narrowed: boolean;
  onClear: () => void;
  /** What stands there while there is nothing at all. */
  icon: Icon;
  title: string;
  text: string;
}

/** In place of a list without rows: what to do about it. */
export function NothingFound({ narrowed, onClear, icon: Mark, title, text }: NothingFoundProps) {
  const lists = useMemberMessages().lists;
  if (!narrowed) {
    return <EmptyState icon={<Mark size={28} stroke={1.5} aria-hidden="true" />} title={title} text={text} />;
  }
  return (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} aria-hidden="true" />}
      title={lists.noMatchTitle}
      text={lists.noMatch}
      action={
        <Button variant="default" onClick={onClear}>
          {lists.clear}
        </Button>
      }
    />
  );
}
