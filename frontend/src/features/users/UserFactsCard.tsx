import type { Person } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useUsersMessages } from '@/lib/messages/studio';
import { Card } from '@/ui/Card';
import { Facts } from '@/ui/Facts';
import { RolePill } from './RolePill';
import { StatePill } from './StatePill';

/** What there is to know about an account. */
export function UserFactsCard({ user }: { user: Person }) {
  const t = useUsersMessages();
  const format = useFormat();
  return (
    <Card title={t.page.facts}>
      <Facts
        facts={[
          { term: t.page.role, value: <RolePill role={user.role} /> },
          { term: t.page.state, value: <StatePill user={user} always /> },
          { term: t.page.lastLogin, value: user.lastLoginAt ? format.dateTime(user.lastLoginAt) : t.never },
          { term: t.page.created, value: format.dateTime(user.createdAt) },
          { term: t.page.id, value: <span className="mono">{user.id}</span> },
        ]}
      />
    </Card>
  );
}
