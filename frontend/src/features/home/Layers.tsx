import { useHomeMessages } from '@/lib/messages/home';
import { Section } from './Section';
import classes from './Layers.module.css';

/** The mark, drawn large, as the plan of the house. */
export function Layers() {
  const t = useHomeMessages();
  return (
    <Section title={t.layersTitle} lead={t.layersLead}>
      <ol className={classes.layers}>
        {t.layers.map(({ name, text }) => (
          <li key={name} className={classes.layer}>
            <h3 className={classes.name}>{name}</h3>
            <p className={classes.text}>{text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
