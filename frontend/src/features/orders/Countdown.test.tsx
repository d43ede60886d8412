import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPage } from '@/testing/render';
import { Countdown } from './Countdown';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const texts = { text: 'Kept for', over: 'The time is over.' };

describe('Countdown', () => {
  it('tells how long is left', () => {
    const onEnd = vi.fn();
    renderPage(<Countdown until={inSeconds(125)} {...texts} onEnd={onEnd} />);
    expect(screen.getByRole('timer')).toHaveTextContent(/^2:0[45]$/);
    expect(screen.getByText(/Kept for/)).toBeVisible();
    expect(onEnd).not.toHaveBeenCalled();
  });

  it('says when none is left, instead of showing nothing left', () => {
    const onEnd = vi.fn();
    renderPage(<Countdown until={inSeconds(-1)} {...texts} onEnd={onEnd} />);
    expect(screen.getByRole('status')).toHaveTextContent('The time is over.');
    expect(screen.queryByRole('timer')).toBeNull();
    expect(onEnd).toHaveBeenCalledOnce();
  });
});
