import { useHomeMessages } from '@/lib/messages/home';
import classes from './Terminal.module.css';

/** A start of Groundwork, as it looks in a terminal. */
export function Terminal() {
  const t = useHomeMessages();
  return (
    <figure className={classes.terminal} aria-label={t.terminalLabel}>
      <div className={classes.bar} aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <div className={classes.screen}>
        <p className={classes.comment}>{t.terminalComment}</p>
        <p className={classes.command}>
          <span aria-hidden="true">{'$ '}</span>
          {t.terminalCommand}
        </p>
        <dl className={classes.lines}>
          {t.terminalLines.map(([name, address]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{address}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.ready}>
          <span aria-hidden="true">{'● '}</span>
          {t.terminalReady}
        </p>
      </div>
    </figure>
  );
}
