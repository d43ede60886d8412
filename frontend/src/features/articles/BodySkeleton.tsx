import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';

const LINES = ['100%', '94%', '98%', '62%', '97%', '91%', '99%', '40%'];

/** The text of an article on its way, with its title where that is not known either. */
export function BodySkeleton({ bare }: { bare: boolean }) {
  const t = useMessages();
  return (
    <div role="status" aria-label={t.common.loading}>
      {bare && (
        <>
          <Skeleton height={44} width="86%" />
          <Skeleton height={44} mt={12} mb={48} width="52%" />
        </>
      )}
      {LINES.map((width) => (
        <Skeleton key={width} height={14} mt={14} width={width} />
      ))}
    </div>
  );
}
