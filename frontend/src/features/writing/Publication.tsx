import { Button, Menu } from '@mantine/core';
import { IconCalendarTime, IconChevronDown, IconSend, IconWorldOff } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { showDone, showError } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import type { Draft, DraftKeeper } from './draftKeeper';
import { useUnpublish } from './mutations';

const PublishDialog = lazy(() => import('./PublishDialog'));

interface PublicationProps {
  draft: Draft;
  keeper: DraftKeeper;
}

/** Brings an article before its readers, and takes it back. */
export function Publication({ draft, keeper }: PublicationProps) {
  const t = useWritingMessages().publish;
  const [asking, setAsking] = useState(false);
  const { status } = draft.article;
  const unsent = status === 'published' && draft.state !== 'saved';
  return (
    <>
      {unsent && (
        <Button loading={draft.state === 'saving'} onClick={() => void keeper.flush()}>
          {t.update}
        </Button>
      )}
      {status === 'draft' ? (
        <Button leftSection={<IconSend size={16} stroke={2} aria-hidden="true" />} onClick={() => setAsking(true)}>
          {t.button}
        </Button>
      ) : (
        <PublicationMenu draft={draft} keeper={keeper} onReschedule={() => setAsking(true)} />
      )}
      <Later when={asking}>
        <PublishDialog opened={asking} draft={draft} keeper={keeper} onClose={() => setAsking(false)} />
      </Later>
    </>
  );
}

function PublicationMenu({ draft, keeper, onReschedule }: PublicationProps & { onReschedule: () => void }) {
  const messages = useMessages();
  const t = useWritingMessages().publish;
  const format = useFormat();
  const { article } = draft;
  const unpublish = useUnpublish(article.id);
  const [asking, setAsking] = useState(false);
  const scheduled = article.status === 'scheduled';
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };

  async function withdraw() {
    try {
      await keeper.pause();
      keeper.adopt(await unpublish.mutateAsync());
      showDone(scheduled ? t.unscheduled : t.unpublished);
    } catch (error) {
      showError(error, messages);
    } finally {
      setAsking(false);
    }
  }

  return (
    <>
      <Menu position="bottom-end" width={264}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden="true" />}>
            {t.manage}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {scheduled && article.publishAt && t.scheduledFor(format.dateTime(article.publishAt))}
            {!scheduled && article.publishedAt && t.publishedOn(format.dateTime(article.publishedAt))}
          </Menu.Label>
          {scheduled && (
            <Menu.Item leftSection={<IconCalendarTime {...icon} />} onClick={onReschedule}>
              {t.reschedule}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconWorldOff {...icon} />}
            onClick={() => (scheduled ? void withdraw() : setAsking(true))}
          >
            {scheduled ? t.unschedule : t.unpublish}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking}
        calm
        title={t.unpublishTitle}
        text={t.unpublishText}
        action={t.unpublish}
        busy={unpublish.isPending}
        onConfirm={() => void withdraw()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
