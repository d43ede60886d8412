import { describe, expect, it } from 'vitest';
import { articles as articlesDe } from './articles.de';
import { articles as articlesEn } from './articles.en';
import { cart as cartDe } from './cart.de';
import { cart as cartEn } from './cart.en';
import { books as booksDe } from './books.de';
import { books as booksEn } from './books.en';
import { billing as billingDe } from './billing.de';
import { billing as billingEn } from './billing.en';
import { catalog as catalogDe } from './catalog.de';
import { catalog as catalogEn } from './catalog.en';
import { de } from './de';
import { en } from './en';
import { files as filesDe } from './files.de';
import { files as filesEn } from './files.en';
import { home as homeDe } from './home.de';
import { home as homeEn } from './home.en';
import { inventory as inventoryDe } from './inventory.de';
import { inventory as inventoryEn } from './inventory.en';
import { invitation as invitationDe } from './invitation.de';
import { invitation as invitationEn } from './invitation.en';
import { library as libraryDe } from './library.de';
import { library as libraryEn } from './library.en';
import { member as memberDe } from './member.de';
import { member as memberEn } from './member.en';
import { membership as membershipDe } from './membership.de';
import { membership as membershipEn } from './membership.en';
import { orders as ordersDe } from './orders.de';
import { orders as ordersEn } from './orders.en';
import { palette as paletteDe } from './palette.de';
import { palette as paletteEn } from './palette.en';
import { payment as paymentDe } from './payment.de';
import { payment as paymentEn } from './payment.en';
import { plans as plansDe } from './plans.de';
import { plans as plansEn } from './plans.en';
import { settings as settingsDe } from './settings.de';
import { settings as settingsEn } from './settings.en';
import { studio as studioDe } from './studio.de';
import { studio as studioEn } from './studio.en';
import { teams as teamsDe } from './teams.de';
import { teams as teamsEn } from './teams.en';
import { trade as tradeDe } from './trade.de';
import { trade as tradeEn } from './trade.en';
import { writing as writingDe } from './writing.de';
import { writing as writingEn } from './writing.en';

/** Every text of a catalogue with its place: `auth.login.title`. Texts with gaps stand as functions. */
function texts(node: unknown, place = ''): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [[place, node]];
  return Object.entries(node).flatMap(([key, value]) => texts(value, place ? `${place}.${key}` : key));
}

describe('the catalogues', () => {
  it.each([
    ['of every page', en, de],
    ['of the home page', homeEn, homeDe],
    ['of the palette', paletteEn, paletteDe],
    ['of the shop', catalogEn, catalogDe],
    ['of the cart', cartEn, cartDe],
    ['of paying', paymentEn, paymentDe],
    ['of the orders', ordersEn, ordersDe],
    ['of the articles', articlesEn, articlesDe],
    ['of the signed-in pages', memberEn, memberDe],
    ['of the settings', settingsEn, settingsDe],
    ['of teams', teamsEn, teamsDe],
    ['of invitations', invitationEn, invitationDe],
    ['of the studio', studioEn, studioDe],
    ['of what is for sale', inventoryEn, inventoryDe],
    ['of everyone’s articles and files', libraryEn, libraryDe],
    ['of orders and payments', tradeEn, tradeDe],
    ['of the books', booksEn, booksDe],
    ['of writing', writingEn, writingDe],
    ['of files', filesEn, filesDe],
    ['of plans', plansEn, plansDe],
    ['of billing', billingEn, billingDe],
    ['of the rooms for plans and subscriptions', membershipEn, membershipDe],
  ])('%s have the same places, and none is empty', (_name, first, second) => {
    const english = texts(first);
    const german = texts(second);
    expect(german.map(([place]) => place)).toEqual(english.map(([place]) => place));
    for (const [place, text] of [...english, ...german]) expect(text, place).toBeTruthy();
  });

  it('count in words that fit', () => {
    expect(memberEn.mails.total(1)).toBe('1 mail');
    expect(memberDe.mails.total(3)).toBe('3 Mails');
    expect(memberEn.dashboard.waiting(2)).toBe('Two things wait for you.');
    expect(memberDe.dashboard.waiting(7)).toBe('7 Sachen warten auf dich.');
  });
});
