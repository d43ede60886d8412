import { ActionIcon, Menu } from '@mantine/core';
import { IconBook2, IconDots, IconHistory, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Article } from '@/api/types';
import { showDone, showError } from '@/features/errors/toasts';
import { useCurrentUser } from '@/features/session/context';
import { useMessages } from '@/lib/messages/context';
import { useWritingMessages } from '@/lib/messages/writing';
import { Confirm } from '@/ui/Confirm';
import type { DraftKeeper } from './draftKeeper';
import { asideStore, draftStore } from './draftStore';
import { useDeleteArticle } from './mutations';

interface ArticleMenuProps {
  article: Article;
  keeper: DraftKeeper;
}

/** The rarer things to do with an article. */
export function ArticleMenu({ article, keeper }: ArticleMenuProps) {
  const messages = useMessages();
  const t = useWritingMessages();
  const user = useCurrentUser();
  const navigate = useNavigate();
  const remove = useDeleteArticle(article.id);
  const [asking, setAsking] = useState(false);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true };

  async function confirm() {
    try {
      await remove.mutateAsync();
      keeper.abandon();
      for (const store of [draftStore(user.id, article.id), asideStore(user.id, article.id)]) store.remove();
      showDone(t.remove.done(article.title));
      void navigate('/content', { replace: true });
    } catch (error) {
      setAsking(false);
      showError(error, messages);
    }
  }

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon size={38} aria-label={t.editor.more}>
            <IconDots size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/content/${article.id}/revisions`} leftSection={<IconHistory {...icon} />}>
            {t.editor.revisions}
          </Menu.Item>
          {article.status === 'published' && (
            <Menu.Item component={Link} to={`/articles/${article.slug}`} leftSection={<IconBook2 {...icon} />}>
              {t.editor.read}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => setAsking(true)}>
            {t.editor.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking}
        title={t.remove.title(article.title)}
        text={t.remove.text}
        action={t.remove.action}
        busy={remove.isPending}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
