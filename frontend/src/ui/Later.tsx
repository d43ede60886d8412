import { Suspense, useState, type ReactNode } from 'react';

/** Renders its children from the first time on that they are wanted, so that their code is not loaded before. */
export function Later({ when, children }: { when: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(when);
  if (when && !wanted) setWanted(true);
  return wanted && <Suspense>{children}</Suspense>;
}
