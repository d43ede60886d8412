import { Link } from 'react-router';
import type { ArticleSummary } from '@/api/types';
import { Byline } from './Byline';
import { Cover } from './Cover';
import { tagName } from './tagName';
import classes from './ArticleCard.module.css';

interface ArticleCardProps {
  article: ArticleSummary;
  /** The level at which its title is a heading. */
  heading: 'h2' | 'h3';
  /** The lead story is as wide as the page, its text beside its picture. */
  lead?: boolean;
}

/** An article on the way to it. */
export function ArticleCard({ article, heading: Heading, lead = false }: ArticleCardProps) {
  const { title, slug, excerpt, tags, language } = article;
  return (
    <article className={classes.card} data-lead={lead}>
      <Cover
        className={classes.cover}
        article={article}
        sizes={lead ? '(min-width: 60em) 660px, 100vw' : '(min-width: 60em) 350px, (min-width: 37.5em) 50vw, 100vw'}
        eager={lead}
      />
      <div className={classes.text} lang={language}>
        {tags[0] && <p className={classes.tag}>{tagName(tags[0])}</p>}
        <Heading className={classes.title}>
          <Link to={`/articles/${slug}`} className={classes.link}>
            {title}
          </Link>
        </Heading>
        {excerpt && <p className={classes.excerpt}>{excerpt}</p>}
        <Byline article={article} form="brief" />
      </div>
    </article>
  );
}
