import { IconDatabase, IconLanguage, IconTerminal2 } from '@tabler/icons-react';
import { useHomeMessages } from '@/lib/messages/home';
import { Feature } from './Feature';
import { Section } from './Section';
import { ErrorVignette, MailVignette, SessionsVignette } from './Vignettes';
import classes from './Inside.module.css';

const icon = { size: 22, stroke: 1.6, 'aria-hidden': true };

/** What is there already, each with a glimpse of it. */
export function Inside() {
  const t = useHomeMessages();
  return (
    <Section title={t.insideTitle} lead={t.insideLead}>
      <div className={classes.grid}>
        <Feature title={t.sessionsTitle} text={t.sessionsText} tint="pine">
          <SessionsVignette />
        </Feature>
        <Feature title={t.mailTitle} text={t.mailText} tint="clay">
          <MailVignette />
        </Feature>
        <Feature title={t.errorsTitle} text={t.errorsText} tint="ochre">
          <ErrorVignette />
        </Feature>
        <Feature title={t.jobsTitle} text={t.jobsText} icon={<IconDatabase {...icon} />} />
        <Feature title={t.themeTitle} text={t.themeText} icon={<IconLanguage {...icon} />} />
        <Feature title={t.commandTitle} text={t.commandText} icon={<IconTerminal2 {...icon} />} />
      </div>
    </Section>
  );
}
