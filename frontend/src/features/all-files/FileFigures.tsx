import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@/lib/format';
import { useAllFilesMessages } from '@/lib/messages/library';
import { Stat } from '@/ui/Stat';
import classes from './FileFigures.module.css';
import { fileCountQuery } from './queries';

/** How many files there are, and of which kinds. */
export function FileFigures() {
  const t = useAllFilesMessages();
  const format = useFormat();
  const all = useQuery(fileCountQuery());
  const image = useQuery(fileCountQuery('image'));
  const document = useQuery(fileCountQuery('document'));
  const other = useQuery(fileCountQuery('other'));
  const share = (part: number | undefined) =>
    all.data && part !== undefined ? t.share(format.percent(part / all.data)) : undefined;
  const shown = (value: number | undefined) => (value === undefined ? undefined : format.number(value));
  return (
    <section className={classes.figures} aria-label={t.figures}>
      <Stat label={t.figure.all} value={shown(all.data)} />
      <Stat label={t.figure.image} value={shown(image.data)} note={share(image.data)} />
      <Stat label={t.figure.document} value={shown(document.data)} note={share(document.data)} />
      <Stat label={t.figure.other} value={shown(other.data)} note={share(other.data)} />
    </section>
  );
}
