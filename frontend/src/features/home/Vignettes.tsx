import { IconDeviceDesktop, IconDeviceMobile, IconMail } from '@tabler/icons-react';
import { useHomeMessages } from '@/lib/messages/home';
import { Pill } from '@/ui/Pill';
import classes from './Vignettes.module.css';

/** Signed-in devices, one of them ended. */
export function SessionsVignette() {
  const t = useHomeMessages();
  return (
    <ul className={classes.card}>
      {t.sessionsRows.map(([device, state], row) => {
        const Icon = row === 1 ? IconDeviceMobile : IconDeviceDesktop;
        return (
          <li key={device} className={classes.row} data-ended={row === 2}>
            <Icon size={18} stroke={1.6} aria-hidden="true" />
            <span className={classes.grow}>{device}</span>
            {row === 0 ? <Pill tone="good">{state}</Pill> : <span className={classes.state}>{state}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** A mail in the outbox. */
export function MailVignette() {
  const t = useHomeMessages();
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <IconMail size={18} stroke={1.6} aria-hidden="true" />
        <span className={classes.grow}>
          <strong>{t.mailSubject}</strong>
          <br />
          <span className={classes.state}>{t.mailTo}</span>
        </span>
        <Pill tone="good">{t.mailState}</Pill>
      </div>
      <div className={classes.letter} aria-hidden="true">
        <i />
        <i />
        <i />
        <b />
      </div>
    </div>
  );
}

/** What the API answers to bad input. */
export function ErrorVignette() {
  return (
    <pre className={classes.code} aria-hidden="true">
      {'{\n  "code": '}
      <em>{'"VALIDATION_ERROR"'}</em>
      {',\n  "details": [{\n    "field": '}
      <em>{'"email"'}</em>
      {',\n    "message":\n      '}
      <em>{'"Email already exists"'}</em>
      {'\n  }]\n}'}
    </pre>
  );
}
