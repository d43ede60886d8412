import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ArticleTable } from '@/features/all-articles/ArticleTable';
import { StudioPage } from '@/features/navigation/StudioPage';
import { useAllArticlesMessages } from '@/lib/messages/library';

export default function AllArticlesPage() {
  const t = useAllArticlesMessages();
  return (
    <StudioPage
      permission="drafts:read"
      title={t.title}
      sub={t.sub}
      actions={
        <Button
          component={Link}
          to="/content"
          variant="default"
          leftSection={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
        >
          {t.write}
        </Button>
      }
    >
      <ArticleTable />
    </StudioPage>
  );
}
