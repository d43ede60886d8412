import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import CommandPalette from './CommandPalette';

describe('CommandPalette', () => {
  it('offers guests no rooms that they cannot enter', () => {
    renderPage(<CommandPalette />);
    const names = screen.getAllByRole('option').map((option) => option.textContent);
    expect(names).toContain('Sign in');
    expect(names).not.toContain('Security');
    expect(names).not.toContain('Sign out');
  });

  it('finds by the beginnings of words, in any order', async () => {
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'theme dar');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Use the dark theme']);
  });

  it('is driven by the keyboard, round and round, and closes on choosing', async () => {
    const { person, store, router } = renderPage(<CommandPalette />, { path: '/404' });
    const field = screen.getByRole('combobox');
    await person.type(field, '{ArrowUp}');
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Sign in');
    expect(field).toHaveAttribute('aria-activedescendant', screen.getByRole('option', { selected: true }).id);
    await person.type(field, '{ArrowDown}{Enter}');
    expect(router.state.location.pathname).toBe('/');
    expect(store.getState().ui.paletteOpen).toBe(false);
  });

  it('says when nothing is called so', async () => {
    const { person } = renderPage(<CommandPalette />);
    await person.type(screen.getByRole('combobox'), 'qqq');
    expect(screen.getByRole('status')).toHaveTextContent('Nothing is called “qqq”');
  });
});
