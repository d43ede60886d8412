import type { ReactNode } from 'react';
import { Page } from '@/ui/Page';
import { PaletteButton } from './PaletteButton';

interface MemberPageProps {
  title: string;
  /** Name in the browser's tab, when it differs from the heading. */
  tab?: string;
  sub?: ReactNode;
  /** Stands above the heading: the way back. */
  crumb?: ReactNode;
  /** Stands before the heading: a picture of what the page is about. */
  picture?: ReactNode;
  /** What can be done here. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the signed-in application, with the way to everything else. */
export function MemberPage({ actions, ...props }: MemberPageProps) {
  return (
    <Page
      {...props}
      actions={
        <>
          <PaletteButton />
          {actions}
        </>
      }
    />
  );
}
