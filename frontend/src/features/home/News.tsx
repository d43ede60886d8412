import { lazy, Suspense } from 'react';
import classes from './News.module.css';

const NewProducts = lazy(() => import('@/features/catalog/NewProducts'));
const RecentArticles = lazy(() => import('@/features/articles/RecentArticles'));

/** What is new in the shop and among the articles. It comes after the page, which does not wait for it. */
export function News() {
  return (
    <div className={classes.news}>
      <Suspense>
        <NewProducts />
      </Suspense>
      <Suspense>
        <RecentArticles />
      </Suspense>
    </div>
  );
}
