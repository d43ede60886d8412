import { useMessages } from '@/lib/messages/context';
import { StartButton } from './Hero';
import classes from './Closing.module.css';

/** The invitation at the end. */
export function Closing() {
  const t = useMessages();
  return (
    <section className={classes.closing}>
      <div>
        <h2 className={classes.title}>{t.home.closingTitle}</h2>
        <p className={classes.text}>{t.home.closingText}</p>
      </div>
      <StartButton variant="default" />
    </section>
  );
}
