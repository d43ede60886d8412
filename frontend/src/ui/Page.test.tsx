import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import { PageTitle } from './Page';

it('keeps the number of an order in one piece, and reads as it is written', () => {
  renderPage(<PageTitle>{'Order VH1R-748W'}</PageTitle>);
  expect(screen.getByRole('heading', { name: 'Order VH1R-748W' })).toBeVisible();
  expect(screen.getByText('VH1R-748W').tagName).toBe('SPAN');
});
