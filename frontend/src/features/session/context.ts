import { createContext, useContext } from 'react';
import type { User } from '@/api/types';
import type { SessionController } from './controller';

export const SessionContext = createContext<SessionController | null>(null);

/** The session of this page: begin it, end it. */
export function useSession(): SessionController {
  const controller = useContext(SessionContext);
  if (!controller) throw new Error('useSession needs a SessionContext above it');
  return controller;
}

export const CurrentUserContext = createContext<User | null>(null);

/** The signed-in person, for everything below `RequireSession`. */
export function useCurrentUser(): User {
  const user = useContext(CurrentUserContext);
  if (!user) throw new Error('useCurrentUser needs RequireSession above it');
  return user;
}
