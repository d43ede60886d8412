import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useWritingMessages } from '@/lib/messages/writing';
import { Prose } from '@/ui/Prose';
import type { Fields } from './fields';
import { previewQuery } from './queries';
import classes from './Preview.module.css';

const PAUSE_MS = 400;

/** The article as its readers will see it. */
export default function Preview({ fields }: { fields: Fields }) {
  const t = useWritingMessages().editor;
  const [body] = useDebouncedValue(fields.body, PAUSE_MS);
  const preview = useQuery({ ...previewQuery(body), enabled: body.trim() !== '' });
  const empty = fields.title.trim() === '' && body.trim() === '';
  return (
    <section className={classes.preview} aria-label={t.previewLabel}>
      {empty && <p className={classes.hint}>{t.previewEmpty}</p>}
      {fields.title && <p className={classes.title}>{fields.title}</p>}
      {fields.excerpt && <p className={classes.excerpt}>{fields.excerpt}</p>}
      {preview.isError && <p className={classes.hint}>{t.previewOffline}</p>}
      {preview.data && body.trim() !== '' && <Prose html={preview.data.bodyHtml} lang={fields.language} />}
      {preview.isLoading && <Skeleton height={140} />}
    </section>
  );
}
