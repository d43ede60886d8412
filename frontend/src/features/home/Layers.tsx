import { useMessages } from '@/lib/messages/context';
import { Section } from './Section';
import classes from './Layers.module.css';

/** The mark, drawn large, as the plan of the house. */
export function Layers() {
  const t = useMessages();
  return (
    <Section title={t.home.layersTitle} lead={t.home.layersLead}>
      <ol className={classes.layers}>
        {t.home.layers.map(({ name, text }) => (
          <li key={name} className={classes.layer}>
            <h3 className={classes.name}>{name}</h3>
            <p className={classes.text}>{text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
