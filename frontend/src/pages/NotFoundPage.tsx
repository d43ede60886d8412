import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { PageTitle, useDocumentTitle } from '@/ui/Page';
import { Strata } from '@/ui/Strata';
import classes from './NotFoundPage.module.css';

export default function NotFoundPage() {
  const t = useMessages();
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  useDocumentTitle(t.notFound.title);
  return (
    <div className={classes.page}>
      <div className={classes.text}>
        <p className={classes.code}>404</p>
        <PageTitle className={classes.title}>{t.notFound.title}</PageTitle>
        <p className={classes.sub}>{t.notFound.text}</p>
        <Button component={Link} to={signedIn ? '/dashboard' : '/'} size="md">
          {signedIn ? t.notFound.toDashboard : t.notFound.toHome}
        </Button>
      </div>
      <Strata className={classes.strata} />
    </div>
  );
}
