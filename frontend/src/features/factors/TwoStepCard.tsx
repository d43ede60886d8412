import { Button } from '@mantine/core';
import { IconDeviceMobileCode, IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import { announce, showError } from '@/features/errors/toasts';
import { useMessages } from '@/lib/messages/context';
import { useSettingsMessages } from '@/lib/messages/settings';
import { Card } from '@/ui/Card';
import { Confirm } from '@/ui/Confirm';
import { IconTile } from '@/ui/IconTile';
import { Item, ItemList } from '@/ui/ItemList';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import { Later } from '@/ui/Later';
import { factorsQuery, useNewRecoveryCodes, useRemoveTotp } from './queries';

const TotpDialog = lazy(() => import('./TotpDialog'));

interface CodesProps {
  /** Called with new recovery codes, which are to be shown now or never. */
  onCodes: (codes: string[]) => void;
}

const icon = { size: 20, stroke: 1.6, 'aria-hidden': true };

/** Authenticator app and recovery codes: whether they are there, and how to have them. */
export function TwoStepCard({ onCodes }: CodesProps) {
  const t = useSettingsMessages();
  const factors = useQuery(factorsQuery);
  const { totp = false, recoveryCodesLeft = 0, passkeys = 0 } = factors.data ?? {};
  return (
    <Card title={t.factors.title} sub={t.factors.sub}>
      {factors.isPending && <SkeletonRows count={2} picture />}
      {factors.isError && <LoadError error={factors.error} onRetry={() => void factors.refetch()} />}
      {factors.data && (
        <ItemList>
          <AppRow active={totp} onCodes={onCodes} />
          {(totp || passkeys > 0) && <CodesRow left={recoveryCodesLeft} onCodes={onCodes} />}
        </ItemList>
      )}
    </Card>
  );
}

function AppRow({ active, onCodes }: CodesProps & { active: boolean }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const remove = useRemoveTotp();
  const [enrolling, setEnrolling] = useState(false);
  const [asking, setAsking] = useState(false);

  async function turnOff() {
    await announce(remove.mutateAsync(), t.factors.removed, messages);
    setAsking(false);
  }

  return (
    <Item
      icon={
        <IconTile tone={active ? 'good' : undefined}>
          <IconDeviceMobileCode {...icon} />
        </IconTile>
      }
      name={
        <>
          {t.factors.app} {active ? <Pill tone="good">{t.factors.on}</Pill> : <Pill>{t.factors.off}</Pill>}
        </>
      }
      details={<span>{t.factors.appText}</span>}
      actions={
        <>
          {active ? (
            <Button variant="default" size="xs" aria-label={t.factors.removeApp} onClick={() => setAsking(true)}>
              {t.factors.remove}
            </Button>
          ) : (
            <Button size="xs" onClick={() => setEnrolling(true)}>
              {t.factors.setUp}
            </Button>
          )}
          <Later when={enrolling}>
            <TotpDialog
              opened={enrolling}
              onClose={() => setEnrolling(false)}
              onActivated={(codes) => {
                setEnrolling(false);
                onCodes(codes);
              }}
            />
          </Later>
          <Confirm
            opened={asking}
            title={t.factors.removeTitle}
            text={t.factors.removeText}
            action={t.factors.remove}
            busy={remove.isPending}
            onConfirm={() => void turnOff()}
            onClose={() => setAsking(false)}
          />
        </>
      }
    />
  );
}

function CodesRow({ left, onCodes }: CodesProps & { left: number }) {
  const t = useSettingsMessages();
  const messages = useMessages();
  const make = useNewRecoveryCodes();
  const [asking, setAsking] = useState(false);

  async function makeCodes() {
    try {
      const made = await make.mutateAsync();
      onCodes(made.recoveryCodes);
    } catch (error) {
      showError(error, messages);
    }
    setAsking(false);
  }

  return (
    <Item
      icon={
        <IconTile>
          <IconLifebuoy {...icon} />
        </IconTile>
      }
      name={
        <>
          {t.factors.codes} <Pill tone={left < 3 ? 'warn' : 'neutral'}>{t.factors.codesLeft(left)}</Pill>
        </>
      }
      details={<span>{t.factors.codesText}</span>}
      actions={
        <>
          <Button
            variant="default"
            size="xs"
            loading={make.isPending}
            onClick={() => (left === 0 ? void makeCodes() : setAsking(true))}
          >
            {t.factors.makeCodes}
          </Button>
          <Confirm
            opened={asking}
            title={t.factors.makeCodesTitle}
            text={t.factors.makeCodesText}
            action={t.factors.makeCodes}
            busy={make.isPending}
            onConfirm={() => void makeCodes()}
            onClose={() => setAsking(false)}
          />
        </>
      }
    />
  );
}
