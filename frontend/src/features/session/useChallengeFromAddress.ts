import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { METHODS } from '@/features/factors/methods';
import { loginPath } from '@/lib/returnTo';
import type { Challenge } from './SecondFactor';

/**
 * Takes up a sign-in that began elsewhere and comes back as `#challenge=…&methods=…&returnTo=…`. The fragment, which no
 * server sees, leaves the address at once, so that it stays in no history either.
 */
export function useChallengeFromAddress(onChallenge: (challenge: Challenge) => void): void {
  const { hash } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    const fragment = new URLSearchParams(hash.slice(1));
    const challengeToken = fragment.get('challenge');
    if (!challengeToken) return;
    const named = (fragment.get('methods') ?? '').split(',');
    onChallenge({ challengeToken, methods: METHODS.filter((method) => named.includes(method)) });
    void navigate(loginPath(fragment.get('returnTo') ?? '/dashboard'), { replace: true });
  }, [hash, navigate, onChallenge]);
}
