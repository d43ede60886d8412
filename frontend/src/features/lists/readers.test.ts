import { describe, expect, it } from 'vitest';
import { day, id, oneOf, yesOrNo } from './readers';

describe('What stands in an address', () => {
  it('is asked of the API where it makes sense', () => {
    const someone = '0197f2a4-c1d2-7e4b-8f00-3a5c21d9e8aa';
    expect([id(someone), day('2026-10-02'), oneOf(['paid', 'open'])('paid')]).toEqual([someone, '2026-10-02', 'paid']);
    expect([yesOrNo('yes'), yesOrNo('no')]).toEqual([true, false]);
  });

  it('is as if nothing stood there where the API would refuse it', () => {
    expect([id('ada'), day('October'), oneOf(['paid', 'open'])('lost'), yesOrNo('maybe')]).toEqual([
      '',
      '',
      null,
      null,
    ]);
  });
});
