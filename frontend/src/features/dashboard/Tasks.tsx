import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDevices, IconMailExclamation, IconSparkles, IconUserEdit } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useResendVerification } from '@/features/account/useResendVerification';
import { useCurrentUser } from '@/features/session/context';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { SkeletonRows } from '@/ui/SkeletonRows';
import type { Task } from './useOverview';
import classes from './Tasks.module.css';

const ICONS = {
  verify: IconMailExclamation,
  failedMails: IconAlertTriangle,
  sessions: IconDevices,
  profile: IconUserEdit,
};

/** What waits for this person, each with the way to do it. */
export function Tasks({ tasks, pending }: { tasks: Task[]; pending: boolean }) {
  const t = useMemberMessages();
  return (
    <Card title={t.dashboard.attention}>
      {pending && <SkeletonRows count={2} picture />}
      {!pending && tasks.length === 0 && (
        <EmptyState
          icon={<IconSparkles size={28} stroke={1.5} aria-hidden="true" />}
          title={t.dashboard.attentionEmpty}
        />
      )}
      {!pending && tasks.length > 0 && (
        <ul className={classes.tasks}>
          {tasks.map((task) => (
            <TaskRow key={task.kind} task={task} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function TaskRow({ task }: { task: Task }) {
  const { title, text } = useTaskText(task);
  const Icon = ICONS[task.kind];
  return (
    <li className={classes.task}>
      <span className={classes.icon} data-kind={task.kind}>
        <Icon size={18} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes.what}>
        <p className={classes.title}>{title}</p>
        <p className={classes.text}>{text}</p>
      </div>
      <TaskAction task={task} />
    </li>
  );
}

function useTaskText(task: Task): { title: string; text: string } {
  const t = useMemberMessages();
  const format = useFormat();
  const user = useCurrentUser();
  switch (task.kind) {
    case 'verify':
      return { title: t.dashboard.verifyTitle, text: t.dashboard.verifyText(user.email) };
    case 'failedMails':
      return { title: t.dashboard.mailsFailedTitle(task.count), text: t.dashboard.mailsFailedText };
    case 'sessions':
      return { title: t.dashboard.sessionsTitle, text: t.dashboard.sessionsText(task.count) };
    case 'profile': {
      const missing = format.list(task.missing.map((part) => t.profile.parts[part]));
      return { title: t.dashboard.completeTitle, text: t.dashboard.completeText(missing) };
    }
  }
}

function TaskAction({ task }: { task: Task }) {
  const t = useMemberMessages();
  const resend = useResendVerification();
  if (task.kind === 'verify') {
    return (
      <Button variant="default" size="xs" loading={resend.isPending} onClick={() => resend.mutate()}>
        {t.dashboard.resend}
      </Button>
    );
  }
  const [to, label] = {
    failedMails: ['/studio/mails?status=failed', t.dashboard.open],
    sessions: ['/settings/security', t.dashboard.review],
    profile: ['/profile', t.dashboard.complete],
  }[task.kind] as [string, string];
  return (
    <Button component={Link} to={to} variant="default" size="xs">
      {label}
    </Button>
  );
}
