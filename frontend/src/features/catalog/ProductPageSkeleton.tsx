import { Skeleton } from '@mantine/core';
import { useMessages } from '@/lib/messages/context';

/** A product on its way. */
export function ProductPageSkeleton({ className }: { className?: string }) {
  const t = useMessages();
  return (
    <div className={className} role="status" aria-label={t.common.loading}>
      <Skeleton radius="lg" style={{ aspectRatio: '4 / 3' }} />
      <div>
        <Skeleton height={38} width="70%" />
        <Skeleton height={24} mt={20} width="30%" />
        {['96%', '88%', '92%', '64%'].map((width) => (
          <Skeleton key={width} height={13} mt={14} width={width} />
        ))}
      </div>
    </div>
  );
}
