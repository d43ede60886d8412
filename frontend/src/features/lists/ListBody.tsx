import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadError } from '@/features/errors/LoadError';
import { SkeletonRows } from '@/ui/SkeletonRows';
import list from './ListCard.module.css';

interface ListBodyProps<Found> {
  found: UseQueryResult<Found>;
  /** What stands there when there are no rows. */
  nothing: ReactNode;
  children: (found: Found) => ReactNode;
}

/** A list's rows once they are there; until then their places, and what went wrong with a way to try again. */
export function ListBody<Found extends { total: number }>({ found, nothing, children }: ListBodyProps<Found>) {
  return (
    <>
      {found.isPending && (
        <div className={list.pad}>
          <SkeletonRows count={8} picture />
        </div>
      )}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && nothing}
      {found.data && found.data.total > 0 && children(found.data)}
    </>
  );
}
