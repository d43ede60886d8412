import { useMessages } from '@/lib/messages/context';
import classes from './Terminal.module.css';

/** A start of Groundwork, as it looks in a terminal. */
export function Terminal() {
  const t = useMessages();
  return (
    <figure className={classes.terminal} aria-label={t.home.terminalLabel}>
      <div className={classes.bar} aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <div className={classes.screen}>
        <p className={classes.comment}>{t.home.terminalComment}</p>
        <p className={classes.command}>
          <span aria-hidden="true">{'$ '}</span>
          {t.home.terminalCommand}
        </p>
        <dl className={classes.lines}>
          {t.home.terminalLines.map(([name, address]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{address}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.ready}>
          <span aria-hidden="true">{'● '}</span>
          {t.home.terminalReady}
        </p>
      </div>
    </figure>
  );
}
