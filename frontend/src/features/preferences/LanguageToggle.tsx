import { UnstyledButton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import { LANGUAGES, type Language } from '@/lib/messages/languages';
import { useLanguageChoice } from './useLanguageChoice';
import classes from './LanguageToggle.module.css';

/** The languages side by side, each in its own name. */
export function LanguageToggle() {
  const t = useMessages();
  const { language, choose } = useLanguageChoice();
  return (
    <div className={classes.root} role="group" aria-label={t.language.label}>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <UnstyledButton
          key={code}
          className={classes.choice}
          lang={code}
          aria-pressed={code === language}
          onClick={() => choose(code as Language)}
        >
          {name}
        </UnstyledButton>
      ))}
    </div>
  );
}
