import { fireEvent, screen } from '@testing-library/react';
import { Link, useNavigate } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { SCROLL_KEPT } from '@/lib/scroll';
import { renderPage } from '@/testing/render';
import { useScroll } from './useScroll';

function Site() {
  useScroll();
  const navigate = useNavigate();
  return (
    <>
      <Link to="/second">{'Second'}</Link>
      <Link to="/second/detail" state={SCROLL_KEPT}>
        {'Detail'}
      </Link>
      <button type="button" onClick={() => void navigate(-1)}>
        {'Back'}
      </button>
    </>
  );
}

describe('useScroll', () => {
  it('begins pages at their top, keeps the place where asked to, and goes back to where one was', async () => {
    const scrollTo = vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
    const { person } = renderPage(<Site />, { path: '/first' });
    expect(scrollTo).not.toHaveBeenCalled();

    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(700);
    fireEvent.scroll(window);
    await person.click(screen.getByRole('link', { name: 'Second' }));
    expect(scrollTo.mock.calls).toEqual([[0, 0]]);

    await person.click(screen.getByRole('link', { name: 'Detail' }));
    expect(scrollTo).toHaveBeenCalledTimes(1);

    await person.click(screen.getByRole('button', { name: 'Back' }));
    await person.click(screen.getByRole('button', { name: 'Back' }));
    expect(scrollTo).toHaveBeenLastCalledWith(0, 700);
  });
});
