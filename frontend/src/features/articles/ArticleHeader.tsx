import { Link } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { PageTitle } from '@/ui/Page';
import { Byline } from './Byline';
import { Cover } from './Cover';
import { tagName } from './tagName';
import classes from './ArticleHeader.module.css';

/** The beginning of an article: what it is called, by whom it is, and its picture. */
export function ArticleHeader({ article }: { article: ArticleSummary }) {
  const { title, excerpt, tags, language } = article;
  return (
    <header>
      <div className={classes.titles} lang={language}>
        {tags[0] && (
          <Link to={`/articles?tag=${encodeURIComponent(tags[0])}`} className={classes.tag}>
            {tagName(tags[0])}
          </Link>
        )}
        <PageTitle className={classes.title}>{title}</PageTitle>
        {excerpt && <p className={classes.excerpt}>{excerpt}</p>}
        <Byline article={article} form="full" />
      </div>
      {article.cover && (
        <Cover className={classes.cover} article={article} sizes="(min-width: 1000px) 936px, 100vw" eager />
      )}
    </header>
  );
}
