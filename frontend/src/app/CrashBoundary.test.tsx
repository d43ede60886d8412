import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { en } from '@/lib/messages/en';
import { renderPage } from '@/testing/render';
import { CrashBoundary } from './CrashBoundary';

function Broken(): never {
  throw new Error('code that could not be loaded');
}

function Site() {
  const [place, setPlace] = useState('/sound');
  return (
    <>
      <button type="button" onClick={() => setPlace(place === '/sound' ? '/broken' : '/sound')}>
        {'Elsewhere'}
      </button>
      <CrashBoundary place={place}>{place === '/broken' ? <Broken /> : <h1>{place}</h1>}</CrashBoundary>
    </>
  );
}

describe('CrashBoundary', () => {
  it('shows a way out of a page that fails, and pages again when one goes elsewhere', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { person } = renderPage(<Site />);
    const go = screen.getByRole('button', { name: 'Elsewhere' });
    await person.click(go);
    expect(screen.getByText(en.errors.crashTitle)).toBeVisible();
    expect(screen.getByRole('button', { name: en.errors.reload })).toBeVisible();
    await person.click(go);
    expect(screen.getByRole('heading', { name: '/sound' })).toBeVisible();
  });
});
