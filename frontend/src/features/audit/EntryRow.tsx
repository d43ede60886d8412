import {
  IconArticle,
  IconChevronDown,
  IconCoins,
  IconFile,
  IconFileText,
  IconFingerprint,
  IconLogin2,
  IconPackage,
  IconShieldX,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { AuditEntry } from '@/api/types';
import { useDeviceName } from '@/features/sessions/useDeviceName';
import { parseUserAgent } from '@/lib/device';
import { useFormat } from '@/lib/format';
import { useAuditMessages } from '@/lib/messages/studio';
import { Pill } from '@/ui/Pill';
import { groupOf, spelledOut, toneOf } from './actions';
import { EntryDetails } from './EntryDetails';
import { useActorName } from './useActorName';
import classes from './EntryRow.module.css';

const ICONS = {
  user: IconUser,
  session: IconLogin2,
  factor: IconFingerprint,
  team: IconUsersGroup,
  product: IconPackage,
  money: IconCoins,
  article: IconArticle,
  file: IconFile,
  other: IconFileText,
};

/** One entry: who did what; it opens to everything that is known of it. */
export function EntryRow({ entry }: { entry: AuditEntry }) {
  const t = useAuditMessages();
  const format = useFormat();
  const deviceName = useDeviceName();
  const actorName = useActorName();
  const id = useId();
  const [open, setOpen] = useState(false);
  const tone = toneOf(entry.action);
  const Icon = tone === 'bad' ? IconShieldX : ICONS[groupOf(entry.action)];
  const did = t.action[entry.action] ?? spelledOut(entry.action);
  return (
    <li className={classes.entry} data-open={open}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={classes.icon} data-tone={tone}>
          <Icon size={17} stroke={1.75} aria-hidden="true" />
        </span>
        <span className={classes.what}>
          <span className={classes.sentence}>
            <strong>{actorName(entry)}</strong> {did}
          </span>
          <span className={classes.marks}>
            {entry.impersonatorId && <Pill tone="warn">{t.entry.impersonatedBy}</Pill>}
            {entry.apiKeyId && <Pill>{t.entry.byKey}</Pill>}
            {entry.ipAddress && <span className="mono">{entry.ipAddress}</span>}
            {entry.userAgent && <span className={classes.device}>{deviceName(parseUserAgent(entry.userAgent))}</span>}
          </span>
        </span>
        <time className={classes.time} dateTime={entry.createdAt} title={format.dateTime(entry.createdAt)}>
          {format.time(entry.createdAt)}
        </time>
        <IconChevronDown size={17} stroke={1.75} className={classes.arrow} aria-hidden="true" />
      </button>
      {open && (
        <div id={id} className={classes.details}>
          <EntryDetails entry={entry} />
        </div>
      )}
    </li>
  );
}
