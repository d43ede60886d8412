import { pageNumber, useListParams } from '@/features/lists/useListParams';
import { isLanguage } from '@/lib/messages/languages';
import type { ArticleFilter } from './queries';

type ArticleParams = Record<'page' | 'search' | 'tag' | 'language', string>;

const USUAL: ArticleParams = { page: '1', search: '', tag: '', language: '' };

export interface ArticleFilterState {
  filter: ArticleFilter;
  /** Whether anything is left out. */
  narrowed: boolean;
  /** Changes some; as a step, where one would expect to go back from it. */
  change: (change: Partial<ArticleParams>, as?: 'step') => void;
  /** The address that other values would have. */
  addressWith: (change: Partial<ArticleParams>) => string;
}

/** Search, tag, language and page of the articles, as the address has them. */
export function useArticleFilter(): ArticleFilterState {
  const [params, change, addressWith] = useListParams(USUAL);
  const { search, tag } = params;
  const language = isLanguage(params.language) ? params.language : null;
  return {
    filter: { page: pageNumber(params.page), search, tag, language },
    narrowed: Boolean(search || tag || language),
    change,
    addressWith,
  };
}
