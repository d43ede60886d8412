import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Picture } from './Picture';

const lamp = { fileId: '0197f2a4-c1d2-7e4b-9a11-5b2f6f0f3b01', alt: 'A lamp on a desk', width: 1200, height: 900 };

describe('Picture', () => {
  it('offers the sizes up to its own, and keeps its place', () => {
    render(<Picture picture={lamp} sizes="50vw" />);
    const image = screen.getByRole('img', { name: 'A lamp on a desk' });
    const at = `/api/v1/files/${lamp.fileId}/content`;
    expect(image).toHaveAttribute('srcset', `${at}?variant=160 160w, ${at}?variant=320 320w, ${at}?variant=640 640w`);
    expect(image).toHaveAttribute('src', `${at}?variant=640`);
    expect(image).toHaveAttribute('width', '1200');
    expect(image).toHaveAttribute('height', '900');
    expect(image).toHaveAttribute('loading', 'lazy');
    expect(image.parentElement).toHaveStyle({ aspectRatio: '1200 / 900' });
  });

  it('is the file itself when that is smaller than all of them', () => {
    render(<Picture picture={{ ...lamp, width: 120, height: 90 }} sizes="50vw" />);
    const image = screen.getByRole('img');
    expect(image).not.toHaveAttribute('srcset');
    expect(image).toHaveAttribute('src', `/api/v1/files/${lamp.fileId}/content`);
  });

  it('is silent where it says nothing, and a ground where there is none', () => {
    const { container, rerender } = render(<Picture picture={{ ...lamp, alt: null }} sizes="50vw" />);
    expect(screen.getByRole('presentation')).toBeInTheDocument();
    rerender(<Picture picture={null} sizes="50vw" ratio="4 / 3" />);
    expect(container.querySelector('img')).toBeNull();
    expect(container.firstElementChild).toHaveStyle({ aspectRatio: '4 / 3' });
  });
});
