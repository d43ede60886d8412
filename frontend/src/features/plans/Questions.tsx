import { usePlansMessages } from '@/lib/messages/plans';
import classes from './Questions.module.css';

/** What people want to know before they begin. */
export function Questions() {
  const t = usePlansMessages().questions;
  return (
    <section className={classes.section} aria-labelledby="questions">
      <h2 id="questions" className={classes.title}>
        {t.title}
      </h2>
      <dl className={classes.list}>
        {t.list.map(([question, answer]) => (
          <div key={question}>
            <dt className={classes.question}>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
