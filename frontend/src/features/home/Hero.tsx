import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useHomeMessages } from '@/lib/messages/home';
import { useAppSelector } from '@/store/hooks';
import { PageTitle } from '@/ui/Page';
import { Strata } from '@/ui/Strata';
import { Terminal } from './Terminal';
import classes from './Hero.module.css';

/** What this is, in one sentence and one picture. */
export function Hero() {
  const t = useHomeMessages();
  useEffect(() => {
    document.title = t.documentTitle;
  }, [t]);
  return (
    <section className={classes.hero}>
      <div className={classes.inner}>
        <div className={classes.text}>
          <p className={classes.eyebrow}>{t.eyebrow}</p>
          <PageTitle className={classes.title}>{t.title}</PageTitle>
          <p className={classes.lead}>{t.lead}</p>
          <div className={classes.actions}>
            <StartButton />
            <Button component="a" href="/api/docs" size="md" variant="default">
              {t.secondary}
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
  const t = useHomeMessages();
  const signedIn = useAppSelector((state) => state.auth.status === 'signedIn');
  return (
    <Button component={Link} to={signedIn ? '/dashboard' : '/register'} size="md" variant={variant}>
      {signedIn ? t.primarySignedIn : t.primary}
    </Button>
  );
}
