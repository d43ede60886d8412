import { useAuditMessages } from '@/lib/messages/studio';
import classes from './Changes.module.css';

/** How the API writes a value that is a secret. */
const HIDDEN = '[hidden]';

/** What was changed, field by field, before and after beside each other; what is said of the act besides, as values. */
export function Changes({ changes }: { changes: Record<string, unknown> }) {
  const t = useAuditMessages();
  const fields = Object.entries(changes);
  if (fields.length === 0) return <p className={classes.none}>{t.entry.noChanges}</p>;
  const differences = fields.filter(([, told]) => isDifference(told));
  const values = fields.filter(([, told]) => !isDifference(told));
  return (
    <>
      {differences.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.entry.field}</th>
              <th scope="col">{t.entry.before}</th>
              <th scope="col">{t.entry.after}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(([field, told]) => {
              const { from, to } = told as Difference;
              return (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td data-side="before">
                    <Value value={from} />
                  </td>
                  <td data-side="after">
                    <Value value={to} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {values.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.entry.field}</th>
              <th scope="col">{t.entry.value}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(([field, told]) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>
                  <Value value={told} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

interface Difference {
  from: unknown;
  to: unknown;
}

function isDifference(told: unknown): told is Difference {
  return typeof told === 'object' && told !== null && 'from' in told && 'to' in told;
}

function Value({ value }: { value: unknown }) {
  const t = useAuditMessages();
  if (value === HIDDEN) return <span className={classes.hidden}>{t.entry.hidden}</span>;
  if (value === null || value === undefined || value === '') {
    return <span className={classes.nothing}>{t.entry.nothing}</span>;
  }
  return <span className={classes.value}>{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}
