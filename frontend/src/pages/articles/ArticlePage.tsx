import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { ArticleHeader } from '@/features/articles/ArticleHeader';
import { ArticleSkeleton, BodySkeleton } from '@/features/articles/ArticleSkeleton';
import { NextArticles } from '@/features/articles/NextArticles';
import { articleQuery, knownArticle } from '@/features/articles/queries';
import { TagLinks } from '@/features/articles/TagLinks';
import { useInnerLinks } from '@/features/articles/useInnerLinks';
import { PageError } from '@/features/errors/PageError';
import { usePublicQuery } from '@/features/session/usePublicQuery';
import { useArticlesMessages } from '@/lib/messages/articles';
import { useMessages } from '@/lib/messages/context';
import { useDocumentTitle } from '@/ui/Page';
import { Prose } from '@/ui/Prose';
import classes from './ArticlePage.module.css';

export default function ArticlePage() {
  const t = useArticlesMessages();
  const { common } = useMessages();
  const { slug = '' } = useParams();
  const queries = useQueryClient();
  const innerLinks = useInnerLinks();
  const { data: article, error, refetch } = usePublicQuery(articleQuery(slug));
  // What a list has shown stands there at once; the text follows.
  const known = article ?? knownArticle(queries, slug);
  useDocumentTitle(known?.title ?? (error ? t.title : common.loading));
  if (!article && error) {
    const gone = { title: t.gone, text: t.goneText, to: '/articles', action: t.toAll };
    return <PageError error={error} onRetry={() => void refetch()} gone={gone} />;
  }
  // The article has moved: its address of today takes the place of the old one.
  if (article && article.slug !== slug) return <Navigate to={`/articles/${article.slug}`} replace />;
  if (!known) {
    return (
      <div className={classes.page}>
        <ArticleSkeleton />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <article>
        <ArticleHeader article={known} />
        <div ref={innerLinks} className={classes.column}>
          {article ? <Prose html={article.bodyHtml} lang={article.language} /> : <BodySkeleton />}
          {known.tags.length > 0 && (
            <footer className={classes.tags}>
              <TagLinks tags={known.tags} addressOf={(tag) => `/articles?tag=${encodeURIComponent(tag)}`} />
            </footer>
          )}
        </div>
      </article>
      <NextArticles article={known} />
    </div>
  );
}
