import { UnstyledButton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';
import { METHODS, type FactorMethod } from './methods';
import classes from './OtherMethods.module.css';

interface OtherMethodsProps {
  /** All that one has. */
  methods: readonly FactorMethod[];
  /** The one that is on screen. */
  current: FactorMethod;
  onChoose: (method: FactorMethod) => void;
}

/** The ways to another second factor than the one on screen. */
export function OtherMethods({ methods, current, onChoose }: OtherMethodsProps) {
  const t = useMessages();
  const names: Record<FactorMethod, string> = {
    passkey: t.auth.factor.usePasskey,
    totp: t.auth.factor.useApp,
    recoveryCode: t.auth.factor.useRecoveryCode,
  };
  const others = METHODS.filter((method) => method !== current && methods.includes(method));
  if (others.length === 0) return null;
  return (
    <ul className={classes.others}>
      {others.map((method) => (
        <li key={method}>
          <UnstyledButton className="link" onClick={() => onChoose(method)}>
            {names[method]}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
