import { Closing } from '@/features/home/Closing';
import { Hero } from '@/features/home/Hero';
import { Inside } from '@/features/home/Inside';
import { Layers } from '@/features/home/Layers';

export default function HomePage() {
  return (
    <>
      <Hero />
      <Layers />
      <Inside />
      <Closing />
    </>
  );
}
