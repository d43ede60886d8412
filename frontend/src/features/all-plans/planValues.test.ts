import { expect, it } from 'vitest';
import { plan } from '@/testing/answers';
import { bodyOf, valuesOf } from './planValues';

it('a plan comes out of the form as it went in', () => {
  const { name, slug, description, price, currency, interval, trialDays, features, premium, active, position } = plan();
  const body = { name, slug, description, price, currency, interval, trialDays, features, premium, active, position };
  expect(bodyOf(valuesOf(plan()))).toEqual(body);
});

it('what people type is brought into form', () => {
  const typed = { ...valuesOf(plan()), slug: ' ', price: ' 12,50', features: ' Rope \n\n  Sand\n' };
  const body = bodyOf(typed);
  expect(body).toMatchObject({ price: '12.50', features: ['Rope', 'Sand'] });
  expect(body).not.toHaveProperty('slug');
});
