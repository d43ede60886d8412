import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { MemberPage } from '@/features/navigation/MemberPage';
import { ArticleList } from '@/features/writing/ArticleList';
import { useWritingMessages } from '@/lib/messages/writing';
import { Later } from '@/ui/Later';

const CreateArticleDialog = lazy(() => import('@/features/writing/CreateArticleDialog'));

export default function WritingPage() {
  const t = useWritingMessages();
  const [creating, setCreating] = useState(false);
  return (
    <MemberPage
      title={t.title}
      sub={t.sub}
      actions={
        <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />} onClick={() => setCreating(true)}>
          {t.newArticle}
        </Button>
      }
    >
      <ArticleList onCreate={() => setCreating(true)} />
      <Later when={creating}>
        <CreateArticleDialog opened={creating} onClose={() => setCreating(false)} />
      </Later>
    </MemberPage>
  );
}
