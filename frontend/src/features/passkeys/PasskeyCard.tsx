import { Button } from '@mantine/core';
import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import type { Passkey } from '@/api/types';
import { LoadError } from '@/features/errors/LoadError';
import { announce } from '@/features/errors/toasts';
import { useFormat } from '@/lib/format';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { passkeysSupported } from '@/lib/passkeys';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Later } from '@/ui/Later';
import { passkeysQuery, useRemovePasskey } from './queries';

const RenamePasskeyDialog = lazy(() => import('./RenamePasskeyDialog'));

const AddPasskeyDialog = lazy(() => import('./AddPasskeyDialog'));

/** One's passkeys, and the ways to add, rename and remove them. The first second factor brings recovery codes. */
export function PasskeyCard({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const t = useSettingsMessages();
  const passkeys = useQuery(passkeysQuery);
  const [adding, setAdding] = useState(false);
  const add = passkeysSupported() && (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} stroke={2} aria-hidden="true" />}
      onClick={() => setAdding(true)}
    >
      {t.passkeys.add}
    </Button>
  );
  const some = passkeys.data && passkeys.data.length > 0;
  return (
    <Card title={t.passkeys.title} sub={t.passkeys.sub} aside={some && add}>
      {passkeys.isPending && <SkeletonRows count={1} picture />}
      {passkeys.isError && <LoadError error={passkeys.error} onRetry={() => void passkeys.refetch()} />}
      {some && (
        <ItemList>
          {passkeys.data.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ItemList>
      )}
      {passkeys.data?.length === 0 && (
        <EmptyState
          icon={<IconFingerprint size={28} stroke={1.5} aria-hidden="true" />}
          title={t.passkeys.emptyTitle}
          text={passkeysSupported() ? t.passkeys.empty : t.passkeys.unsupported}
          action={add}
        />
      )}
      <Later when={adding}>
        <AddPasskeyDialog opened={adding} onClose={() => setAdding(false)} onCodes={onCodes} />
      </Later>
    </Card>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const format = useFormat();
  const remove = useRemovePasskey();
  const [renaming, setRenaming] = useState(false);
  const [asking, setAsking] = useState(false);

  async function confirm() {
    await announce(remove.mutateAsync(passkey.id), t.passkeys.removed, messages);
    setAsking(false);
  }

  return (
    <Item
      icon={
        <IconTile>
          <IconFingerprint size={20} stroke={1.6} aria-hidden="true" />
        </IconTile>
      }
      name={
        <>
          {passkey.name} {passkey.backedUp && <Pill>{t.passkeys.synced}</Pill>}
        </>
      }
      details={
        <>
          <time dateTime={passkey.createdAt} title={format.dateTime(passkey.createdAt)}>
            {t.passkeys.made(format.relative(passkey.createdAt))}
          </time>
          <span>
            {passkey.lastUsedAt ? t.passkeys.used(format.relative(passkey.lastUsedAt)) : t.passkeys.neverUsed}
          </span>
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            size="xs"
            aria-label={t.passkeys.renameFor(passkey.name)}
            onClick={() => setRenaming(true)}
          >
            {t.passkeys.rename}
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t.passkeys.removeFor(passkey.name)}
            onClick={() => setAsking(true)}
          >
            {t.passkeys.remove}
          </Button>
          <Later when={renaming}>
            <RenamePasskeyDialog opened={renaming} passkey={passkey} onClose={() => setRenaming(false)} />
          </Later>
          <Confirm
            opened={asking}
            title={t.passkeys.removeTitle}
            text={t.passkeys.removeText(passkey.name)}
            action={t.passkeys.remove}
            busy={remove.isPending}
            onConfirm={() => void confirm()}
            onClose={() => setAsking(false)}
          />
        </>
      }
    />
  );
}
