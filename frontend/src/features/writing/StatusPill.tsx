import type { Article } from '@/api/types';
import { useWritingMessages } from '@/lib/messages/writing';
import { Pill, type PillTone } from '@/ui/Pill';

const TONES: Record<Article['status'], PillTone> = { draft: 'neutral', scheduled: 'warn', published: 'good' };

/** How far an article is. */
export function StatusPill({ status }: { status: Article['status'] }) {
  const t = useWritingMessages();
  return <Pill tone={TONES[status]}>{t.status[status]}</Pill>;
}
