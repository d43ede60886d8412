import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCalendarTime,
  IconDots,
  IconExternalLink,
  IconPencil,
  IconTrash,
  IconWorldUp,
} from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { announce } from '@/features/errors/toasts';
import { useMay } from '@/features/roles/useMay';
import { useMessages } from '@/lib/messages/context';
import { useAllArticlesMessages } from '@/lib/messages/library';
import { Confirm } from '@/ui/Confirm';
import { Later } from '@/ui/Later';
import { ReasonedItem } from '@/ui/ReasonedItem';
import { useDeleteArticle, usePublishArticle, useWithdrawArticle } from './queries';

const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

/** What one may do with an article. */
export function ArticleMenu({ article }: { article: ArticleSummary }) {
  const t = useAllArticlesMessages();
  const messages = useMessages();
  const navigate = useNavigate();
  const may = useMay();
  const publish = usePublishArticle(article.id);
  const withdraw = useWithdrawArticle(article.id);
  const remove = useDeleteArticle(article.id);
  const [open, setOpen] = useState<'schedule' | 'withdraw' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };
  const { id, title, slug, status } = article;

  async function take(asked: Promise<unknown>, done: string) {
    await announce(asked, done, messages);
    close();
  }

  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon size={34} aria-label={t.menu(title)}>
            <IconDots size={19} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <ReasonedItem icon={<IconPencil {...icon} />} onClick={() => void navigate(`/content/${id}`)}>
            {t.edit}
          </ReasonedItem>
          {status === 'published' && (
            <ReasonedItem icon={<IconExternalLink {...icon} />} onClick={() => void navigate(`/articles/${slug}`)}>
              {t.view}
            </ReasonedItem>
          )}
          {may('content:publish') && status !== 'published' && (
            <>
              <ReasonedItem
                icon={<IconWorldUp {...icon} />}
                onClick={() => void take(publish.mutateAsync(undefined), t.published(title))}
              >
                {t.publish}
              </ReasonedItem>
              <ReasonedItem icon={<IconCalendarTime {...icon} />} onClick={() => setOpen('schedule')}>
                {status === 'scheduled' ? t.reschedule : t.schedule}
              </ReasonedItem>
            </>
          )}
          {may('content:publish') && status === 'scheduled' && (
            <ReasonedItem
              icon={<IconArrowBackUp {...icon} />}
              onClick={() => void take(withdraw.mutateAsync(), t.withdrawn(title))}
            >
              {t.unschedule}
            </ReasonedItem>
          )}
          {may('content:publish') && status === 'published' && (
            <ReasonedItem icon={<IconArrowBackUp {...icon} />} onClick={() => setOpen('withdraw')}>
              {t.withdraw}
            </ReasonedItem>
          )}
          {may('content:delete') && (
            <ReasonedItem danger icon={<IconTrash {...icon} />} onClick={() => setOpen('remove')}>
              {t.remove}
            </ReasonedItem>
          )}
        </Menu.Dropdown>
      </Menu>
      <Later when={open === 'schedule'}>
        <ScheduleDialog opened={open === 'schedule'} article={article} onClose={close} />
      </Later>
      <Confirm
        opened={open === 'withdraw'}
        title={t.withdrawTitle(title)}
        text={t.withdrawText}
        action={t.withdraw}
        calm
        busy={withdraw.isPending}
        onConfirm={() => void take(withdraw.mutateAsync(), t.withdrawn(title))}
        onClose={close}
      />
      <Confirm
        opened={open === 'remove'}
        title={t.removeTitle(title)}
        text={t.removeText}
        action={t.remove}
        busy={remove.isPending}
        onConfirm={() => void take(remove.mutateAsync(), t.removed(title))}
        onClose={close}
      />
    </>
  );
}
