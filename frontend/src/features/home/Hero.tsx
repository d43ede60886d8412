import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useMessages } from '@/lib/messages/context';
import { useAppSelector } from '@/store/hooks';
import { PageTitle } from '@/ui/Page';
import { Strata } from '@/ui/Strata';
import { Terminal } from './Terminal';
import classes from './Hero.module.css';

/** What this is, in one sentence and one picture. */
export function Hero() {
  const t = useMessages();
  useEffect(() => {
    document.title = t.home.documentTitle;
  }, [t]);
  return (
    <section className={classes.hero}>
      <div className={classes.inner}>
        <div className={classes.text}>
          <p className={classes.eyebrow}>{t.home.eyebrow}</p>
          <PageTitle className={classes.title}>{t.home.title}</PageTitle>
          <p className={classes.lead}>{t.home.lead}</p>
          <div className={classes.actions}>
            <StartButton />
            <Button component="a" href="/api/docs" size="md" variant="default">
              {t.home.secondary}
            </Button>
          </div>
        </div>
        <Terminal />
      </div>
      <Strata className={classes.strata} />
    </section>
  );
}

/** The way in: to make an account, or to one's overview. */
export function StartButton({ variant }: { variant?: 'default' }) {
  const t = useMessages();
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  return (
    <Button component={Link} to={signedIn ? '/dashboard' : '/register'} size="md" variant={variant}>
      {signedIn ? t.home.primarySignedIn : t.home.primary}
    </Button>
  );
}
