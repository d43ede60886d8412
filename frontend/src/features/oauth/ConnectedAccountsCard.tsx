import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ConnectedAccount, Provider } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce, showError } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Stack } from '@/ui/Stack';
import { providerProblem } from './providerProblem';
import { ProviderIcon } from './ProviderIcon';
import { connectedAccountsQuery, providersQuery, useConnect, useDisconnect } from './queries';

/** The accounts elsewhere that sign one in here, and those that could. */
export function ConnectedAccountsCard() {
  const t = useSettingsMessages();
  const providers = useQuery(providersQuery);
  const accounts = useQuery(connectedAccountsQuery);
  const failed = [providers, accounts].find(({ isError }) => isError);
  const ready = providers.data && accounts.data;
  // A provider that is no longer offered may still be connected.
  const open = providers.data?.filter(({ id }) => !accounts.data?.some(({ provider }) => provider === id)) ?? [];
  const empty = ready && open.length === 0 && accounts.data.length === 0;
  return (
    <Card title={t.connected.cardTitle} sub={t.connected.cardSub}>
      <Stack>
        <Outcome />
        {!ready && !failed && <SkeletonRows count={2} picture />}
        {failed && <LoadError error={failed.error} onRetry={() => void failed.refetch()} />}
        {empty && (
          <EmptyState
            icon={<IconPlugConnected size={28} stroke={1.5} aria-hidden="true" />}
            title={t.connected.emptyTitle}
            text={t.connected.empty}
          />
        )}
        {ready && !empty && (
          <ItemList>
            {accounts.data.map((account) => (
              <ConnectedRow key={account.id} account={account} />
            ))}
            {open.map((provider) => (
              <OpenRow key={provider.id} provider={provider} />
            ))}
          </ItemList>
        )}
      </Stack>
    </Card>
  );
}

/** What became of the way to a provider that one has just come back from. */
function Outcome() {
  const t = useSettingsMessages();
  const messages = useMessages();
  const [search] = useSearchParams();
  const { data: providers } = useQuery(providersQuery);
  const problem = search.get('error');
  const connected = providers?.find(({ id }) => id === search.get('connected'));
  if (problem) return <Notice tone="bad">{providerProblem(problem, messages)}</Notice>;
  return connected ? <Notice tone="good">{t.connected.connected(connected.name)}</Notice> : null;
}

function ConnectedRow({ account }: { account: ConnectedAccount }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const format = useFormat();
  const disconnect = useDisconnect();
  const [asking, setAsking] = useState(false);
  const name = account.providerName;

  async function confirm() {
    await announce(disconnect.mutateAsync(account.id), t.connected.disconnected(name), messages);
    setAsking(false);
  }

  return (
    <Item
      icon={
        <IconTile tone="good">
          <ProviderIcon provider={account.provider} size={20} />
        </IconTile>
      }
      name={name}
      details={
        <>
          {account.accountName && <span>{account.accountName}</span>}
          <time dateTime={account.createdAt} title={format.dateTime(account.createdAt)}>
            {t.connected.since(format.relative(account.createdAt))}
          </time>
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            size="xs"
            aria-label={t.connected.disconnectFrom(name)}
            onClick={() => setAsking(true)}
          >
            {t.connected.disconnect}
          </Button>
          <Confirm
            opened={asking}
            title={t.connected.disconnectTitle(name)}
            text={t.connected.disconnectText(name)}
            action={t.connected.disconnect}
            busy={disconnect.isPending}
            onConfirm={() => void confirm()}
            onClose={() => setAsking(false)}
          />
        </>
      }
    />
  );
}

function OpenRow({ provider }: { provider: Provider }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const connect = useConnect();

  async function leave() {
    try {
      const { url } = await connect.mutateAsync(provider.id);
      window.location.assign(url);
    } catch (error) {
      showError(error, messages);
    }
  }

  return (
    <Item
      icon={
        <IconTile>
          <ProviderIcon provider={provider.id} size={20} />
        </IconTile>
      }
      name={provider.name}
      details={<span>{t.connected.notConnected}</span>}
      actions={
        <Button
          variant="default"
          size="xs"
          aria-label={t.connected.connectTo(provider.name)}
          loading={connect.isPending || connect.isSuccess}
          onClick={() => void leave()}
        >
          {t.connected.connect}
        </Button>
      }
    />
  );
}
