import { Link } from 'react-router';
import { useArticlesMessages } from '@/lib/messages/articles';
import { SCROLL_KEPT } from '@/lib/scroll';
import { tagName } from './tagName';
import classes from './TagLinks.module.css';

interface TagLinksProps {
  tags: string[];
  /** The chosen one, where one chooses among them; empty for all. */
  chosen?: string;
  addressOf: (tag: string) => string;
}

/** What articles are about, each leading to those. */
export function TagLinks({ tags, chosen, addressOf }: TagLinksProps) {
  const t = useArticlesMessages();
  const choosing = chosen !== undefined;
  const offered = choosing ? ['', ...new Set([...tags, ...(chosen ? [chosen] : [])])] : tags;
  return (
    <ul className={classes.tags} data-choosing={choosing} aria-label={t.tags}>
      {offered.map((tag) => (
        <li key={tag}>
          <Link
            to={addressOf(tag)}
            state={choosing ? SCROLL_KEPT : undefined}
            className={classes.tag}
            aria-current={tag === chosen ? 'true' : undefined}
          >
            {tag ? tagName(tag) : t.allTags}
          </Link>
        </li>
      ))}
    </ul>
  );
}
