import type { ReactNode } from 'react';
import { Page } from '@/ui/Page';
import { PaletteButton } from './PaletteButton';

interface MemberPageProps {
  title: string;
  /** Name in the browser's tab, when it differs from the heading. */
  tab?: string;
  sub?: ReactNode;
  children: ReactNode;
}

/** A page of the signed-in application, with the way to everything else. */
export function MemberPage(props: MemberPageProps) {
  return <Page {...props} actions={<PaletteButton />} />;
}
