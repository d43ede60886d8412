import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import type { ApiKey } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Later } from '@/ui/Later';
import type { NewKey } from './NewApiKeyDialog';
import { apiKeysQuery, useRevokeApiKey } from './queries';

const NewApiKeyDialog = lazy(() => import('./NewApiKeyDialog'));

const CreateApiKeyDialog = lazy(() => import('./CreateApiKeyDialog'));

/** One's keys, and the ways to make and revoke them. */
export function ApiKeyCard() {
  const t = useSettingsMessages();
  const keys = useQuery(apiKeysQuery);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const create = (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} stroke={2} aria-hidden="true" />}
      onClick={() => setCreating(true)}
    >
      {t.keys.create}
    </Button>
  );
  const items = keys.data ?? [];
  return (
    <Card title={t.keys.cardTitle} sub={t.keys.cardSub} aside={items.length > 0 && create}>
      {keys.isPending && <SkeletonRows count={2} picture />}
      {keys.isError && <LoadError error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data && items.length === 0 && (
        <EmptyState
          icon={<IconKey size={28} stroke={1.5} aria-hidden="true" />}
          title={t.keys.emptyTitle}
          text={t.keys.empty}
          action={create}
        />
      )}
      {items.length > 0 && (
        <ItemList label={t.keys.list}>
          {items.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ItemList>
      )}
      <Later when={creating}>
        <CreateApiKeyDialog
          opened={creating}
          onClose={() => setCreating(false)}
          onCreated={(key) => {
            setCreating(false);
            setMade(key);
          }}
        />
      </Later>
      <Later when={made !== null}>
        <NewApiKeyDialog made={made} onClose={() => setMade(null)} />
      </Later>
    </Card>
  );
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const format = useFormat();
  const revoke = useRevokeApiKey();
  const [asking, setAsking] = useState(false);

  async function confirm() {
    await announce(revoke.mutateAsync(apiKey.id), t.keys.revoked, messages);
    setAsking(false);
  }

  return (
    <Item
      icon={
        <IconTile>
          <IconKey size={20} stroke={1.6} aria-hidden="true" />
        </IconTile>
      }
      name={
        <>
          {apiKey.name} {apiKey.status === 'expired' && <Pill tone="warn">{t.keys.expired}</Pill>}
        </>
      }
      details={
        <>
          <span className="mono">{`gw_${apiKey.prefix}…`}</span>
          <span title={apiKey.scopes.join(', ')}>{t.keys.scopes(apiKey.scopes.length)}</span>
          <span>{apiKey.lastUsedAt ? t.keys.used(format.relative(apiKey.lastUsedAt)) : t.keys.neverUsed}</span>
          <span>{apiKey.expiresAt ? t.keys.expires(format.relative(apiKey.expiresAt)) : t.keys.neverExpires}</span>
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            size="xs"
            aria-label={t.keys.revokeFor(apiKey.name)}
            onClick={() => setAsking(true)}
          >
            {t.keys.revoke}
          </Button>
          <Confirm
            opened={asking}
            title={t.keys.revokeTitle}
            text={t.keys.revokeText(apiKey.name)}
            action={t.keys.revoke}
            busy={revoke.isPending}
            onConfirm={() => void confirm()}
            onClose={() => setAsking(false)}
          />
        </>
      }
    />
  );
}
