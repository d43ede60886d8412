import type { ComponentProps } from 'react';
import { useMessages } from '@/lib/messages/context';
import { Crumb } from './Crumb';
import { MemberPage } from './MemberPage';
import classes from './StudioPage.module.css';

/** A room of the studio. On small screens, where the rooms are not beside it, with the way back to them. */
export function StudioPage(props: ComponentProps<typeof MemberPage>) {
  const t = useMessages();
  return (
    <MemberPage
      crumb={
        <div className={classes.crumb}>
          <Crumb to="/studio" label={t.navigation.studio} />
        </div>
      }
      {...props}
    />
  );
}
