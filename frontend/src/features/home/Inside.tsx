import { IconDatabase, IconLanguage, IconTerminal2 } from '@tabler/icons-react';
import { useMessages } from '@/lib/messages/context';
import { Feature } from './Feature';
import { Section } from './Section';
import { ErrorVignette, MailVignette, SessionsVignette } from './Vignettes';
import classes from './Inside.module.css';

const icon = { size: 22, stroke: 1.6, 'aria-hidden': true };

/** What is there already, each with a glimpse of it. */
export function Inside() {
  const t = useMessages();
  return (
    <Section title={t.home.insideTitle} lead={t.home.insideLead}>
      <div className={classes.grid}>
        <Feature title={t.home.sessionsTitle} text={t.home.sessionsText} tint="pine">
          <SessionsVignette />
        </Feature>
        <Feature title={t.home.mailTitle} text={t.home.mailText} tint="clay">
          <MailVignette />
        </Feature>
        <Feature title={t.home.errorsTitle} text={t.home.errorsText} tint="ochre">
          <ErrorVignette />
        </Feature>
        <Feature title={t.home.jobsTitle} text={t.home.jobsText} icon={<IconDatabase {...icon} />} />
        <Feature title={t.home.themeTitle} text={t.home.themeText} icon={<IconLanguage {...icon} />} />
        <Feature title={t.home.commandTitle} text={t.home.commandText} icon={<IconTerminal2 {...icon} />} />
      </div>
    </Section>
  );
}
