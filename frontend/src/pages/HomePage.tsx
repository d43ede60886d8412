import { Closing } from '@/features/home/Closing';
import { Hero } from '@/features/home/Hero';
import { Inside } from '@/features/home/Inside';
import { Layers } from '@/features/home/Layers';
import { News } from '@/features/home/News';

export default function HomePage() {
  return (
    <>
      <Hero />
      <Layers />
      <News />
      <Inside />
      <Closing />
    </>
  );
}
