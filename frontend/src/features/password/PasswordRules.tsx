import { IconCheck, IconPoint } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import { checkPassword } from '@/lib/passwordRules';
import classes from './PasswordRules.module.css';

/** The password rules, ticked off while one types. */
export function PasswordRules({ password }: { password: string }) {
  const t = useMessages();
  return (
    <div className={classes.rules}>
      <p className={classes.title}>{t.auth.rules.title}</p>
      <ul className={classes.list}>
        {checkPassword(password).map(({ rule, kept }) => {
          const Icon = kept ? IconCheck : IconPoint;
          return (
            <li key={rule} data-kept={kept}>
              <Icon size={15} stroke={kept ? 2.5 : 2} aria-hidden="true" />
              {t.auth.rules[rule]}
              <VisuallyHidden>{`, ${kept ? t.auth.rules.kept : t.auth.rules.missing}`}</VisuallyHidden>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
