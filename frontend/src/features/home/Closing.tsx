import { useHomeMessages } from '@/lib/messages/home';
import { StartButton } from './Hero';
import classes from './Closing.module.css';

/** The invitation at the end. */
export function Closing() {
  const t = useHomeMessages();
  return (
    <section className={classes.closing}>
      <div>
        <h2 className={classes.title}>{t.closingTitle}</h2>
        <p className={classes.text}>{t.closingText}</p>
      </div>
      <StartButton variant="default" />
    </section>
  );
}
