import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconLink, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { api } from '@/api/client';
import { errorText } from '@/features/errors/errorText';
import { useFormat } from '@/lib/format';
import { useAuditMessages } from '@/lib/messages/studio';
import { useMessages } from '@/lib/messages/context';
import classes from './VerifyCard.module.css';

/** The server takes at most twenty seconds; waiting less would call a long check a failure. */
const PATIENCE_MS = 40_000;

const verify = () => api.get('/audit-logs/verification', { timeout: PATIENCE_MS });

type Verification = Awaited<ReturnType<typeof verify>>;

/** Has the whole trail checked, and says what was found. */
export function VerifyCard() {
  const t = useMessages();
  const audit = useAuditMessages();
  const check = useMutation({ mutationFn: verify });
  const told = useTold();
  const found = check.data && told(check.data);
  const tone = check.isError ? 'bad' : (found?.tone ?? 'idle');
  const Icon = tone === 'good' ? IconShieldCheck : tone === 'idle' ? IconLink : IconShieldX;
  return (
    <section className={classes.card} data-tone={tone} aria-label={audit.verify.title}>
      <span className={classes.icon}>
        <Icon size={22} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes.what} role="status">
        <p className={classes.title}>{found?.title ?? audit.verify.title}</p>
        <p className={classes.text}>
          {check.isError && errorText(check.error, t)}
          {check.isPending && audit.verify.busy}
          {!check.isError && !check.isPending && (found?.text ?? audit.verify.idle)}
        </p>
      </div>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {check.isSuccess ? audit.verify.again : audit.verify.action}
      </Button>
    </section>
  );
}

/** Puts what was found into words. */
function useTold(): (found: Verification) => { tone: 'good' | 'warn' | 'bad'; title: string; text: string } {
  const t = useAuditMessages();
  const format = useFormat();
  return ({ intact, complete, entries, seconds, checkpointAt, problem }) => {
    if (!intact && problem) {
      const place =
        problem.chain != null && problem.sequence != null ? t.verify.place(problem.chain, problem.sequence) : null;
      const text = [t.verify.problem[problem.kind], place].filter(Boolean).join(' ');
      return { tone: 'bad', title: t.verify.broken, text };
    }
    const counted = format.number(entries);
    if (!complete) return { tone: 'warn', title: t.verify.incomplete, text: t.verify.incompleteText(counted) };
    const duration = format.number(Math.round(seconds * 100) / 100);
    const text = [
      t.verify.intactText(counted, duration),
      checkpointAt && t.verify.checkpoint(format.relative(checkpointAt)),
    ];
    return { tone: 'good', title: t.verify.intact, text: text.filter(Boolean).join(' · ') };
  };
}
