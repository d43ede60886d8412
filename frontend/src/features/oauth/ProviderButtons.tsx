import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useSession } from '@/features/session/context';
import { env } from '@/lib/env';
import { useMessages } from '@/lib/messages/context';
import { safeReturnTo } from '@/lib/returnTo';
import { providersQuery } from './queries';
import { ProviderIcon } from './ProviderIcon';

/** The ways to sign in elsewhere that there are here. They are links: the browser itself goes there. */
export default function ProviderButtons() {
  const t = useMessages();
  const session = useSession();
  const [search] = useSearchParams();
  const { data: providers = [] } = useQuery(providersQuery);
  const returnTo = encodeURIComponent(safeReturnTo(search.get('returnTo')));
  return providers.map(({ id, name }) => (
    <Button
      key={id}
      component="a"
      href={`${env.apiUrl}/auth/oauth/${encodeURIComponent(id)}/authorize?returnTo=${returnTo}`}
      variant="default"
      size="md"
      fullWidth
      leftSection={<ProviderIcon provider={id} />}
      onClick={() => session.expect()}
    >
      {t.auth.login.provider(name)}
    </Button>
  ));
}
