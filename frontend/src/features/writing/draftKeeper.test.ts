import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Versioned } from '@/api/client';
import { ApiError, NetworkError } from '@/api/errors';
import type { Article } from '@/api/types';
import { article } from '@/testing/answers';
import { DraftKeeper } from './draftKeeper';
import { draftStore } from './draftStore';
import { fieldsOf, type Fields } from './fields';

/** The articles' part of a server: one article, versions, and a connection that can be cut. */
class Desk {
  data: Article;
  number = 1;
  cut: 'no' | 'before' | 'after' = 'no';
  saves: Partial<Fields>[] = [];

  constructor(start: Article = article) {
    this.data = start;
  }

  readonly load = async (): Promise<Versioned<Article>> => {
    if (this.cut !== 'no') throw new NetworkError('cut');
    return { data: this.data, version: `"${this.number}"` };
  };

  save = async (changes: Partial<Fields>, version: string | null): Promise<Versioned<Article>> => {
    if (this.cut === 'before') throw new NetworkError('cut');
    if (version !== `"${this.number}"`) throw new ApiError({ status: 412, code: 'PRECONDITION_FAILED', message: '' });
    this.saves.push(changes);
    this.write({ ...changes, ...(changes.title ? { title: changes.title.trim() } : {}) });
    if (this.cut === 'after') throw new NetworkError('cut');
    return this.load();
  };

  /** What somebody else does meanwhile. */
  write(changes: Partial<Article>) {
    this.data = { ...this.data, ...changes };
    this.number += 1;
  }
}

const store = draftStore('ada', article.id);
const keepers: DraftKeeper[] = [];

async function open(desk: Desk) {
  const keeper = new DraftKeeper(await desk.load(), desk, store);
  keepers.push(keeper);
  keeper.start();
  return keeper;
}

const pause = () => vi.advanceTimersByTimeAsync(1_500);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const keeper of keepers.splice(0)) keeper.stop();
  vi.useRealTimers();
});

describe('DraftKeeper', () => {
  it('sends what changed, once the typing pauses, and then keeps nothing here', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    keeper.change({ body: 'One' });
    keeper.change({ body: 'One two' });
    expect(keeper.current()).toMatchObject({ state: 'changed', kept: true });
    expect(store.read()?.fields.body).toBe('One two');
    await pause();
    expect(desk.saves).toEqual([{ body: 'One two' }]);
    expect(keeper.current()).toMatchObject({ state: 'saved', kept: false });
    expect(store.read()).toBeNull();
  });

  it('does not take the space away that one has just typed', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    keeper.change({ title: 'Stone ' });
    await pause();
    expect(desk.data.title).toBe('Stone');
    expect(keeper.current()).toMatchObject({ state: 'saved', fields: { title: 'Stone ' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.saves).toHaveLength(1);
  });

  it('keeps the text through a cut connection and a closed page', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.cut = 'before';
    keeper.change({ body: 'Not lost' });
    await pause();
    expect(keeper.current()).toMatchObject({ state: 'offline', kept: true });
    keeper.stop();

    desk.cut = 'no';
    const next = await open(desk);
    expect(next.current().fields.body).toBe('Not lost');
    await pause();
    expect(desk.data.body).toBe('Not lost');
    expect(store.read()).toBeNull();
  });

  it('tries again by itself, and at once when the connection is back', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.cut = 'before';
    keeper.change({ body: 'Later' });
    await vi.advanceTimersByTimeAsync(60_000);
    desk.cut = 'no';
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(10);
    expect(desk.data.body).toBe('Later');
    expect(keeper.current().state).toBe('saved');
  });

  it('knows its own change again when only the answer was lost', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.cut = 'after';
    keeper.change({ body: 'Arrived' });
    await pause();
    expect(keeper.current().state).toBe('offline');
    desk.cut = 'no';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(keeper.current()).toMatchObject({ state: 'saved', conflict: null });
    expect(desk.saves).toHaveLength(1);
  });

  it('shows both versions when somebody else was faster, and sends what one decides', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.write({ body: 'Theirs' });
    keeper.change({ body: 'Mine' });
    await pause();
    const { state, conflict } = keeper.current();
    expect(state).toBe('conflict');
    expect(conflict?.base.body).toBe(article.body);
    expect(conflict?.theirs.data.body).toBe('Theirs');
    expect(desk.data.body).toBe('Theirs');
    expect(store.read()?.fields.body).toBe('Mine');

    keeper.resolve({ ...keeper.current().fields, body: 'Theirs and mine' });
    await pause();
    expect(desk.data.body).toBe('Theirs and mine');
    expect(keeper.current()).toMatchObject({ state: 'saved', conflict: null });
  });

  it('sees the conflict after a reload too', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.cut = 'before';
    keeper.change({ body: 'Mine' });
    await pause();
    keeper.stop();
    desk.cut = 'no';
    desk.write({ body: 'Theirs' });
    const next = await open(desk);
    expect(next.current()).toMatchObject({ state: 'conflict', fields: { body: 'Mine' } });
    await pause();
    expect(desk.data.body).toBe('Theirs');
  });

  it('goes on when what changed meanwhile is no text', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.write({ status: 'scheduled' });
    keeper.change({ body: 'Mine' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(desk.data).toMatchObject({ status: 'scheduled', body: 'Mine' });
    expect(keeper.current()).toMatchObject({ state: 'saved', article: { status: 'scheduled' } });
  });

  it('waits for a title, and says what the server refused', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    keeper.change({ title: ' ' });
    await pause();
    expect(keeper.current().state).toBe('untitled');
    desk.save = async () => {
      throw new ApiError({ status: 400, code: 'VALIDATION_ERROR', message: 'Invalid' });
    };
    keeper.change({ title: 'A title' });
    await pause();
    expect(keeper.current().state).toBe('refused');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keeper.current()).toMatchObject({ state: 'refused', kept: true });
  });

  it('leaves a published article alone until it is asked', async () => {
    const desk = new Desk({ ...article, status: 'published' });
    const keeper = await open(desk);
    keeper.change({ body: 'Half a sent' });
    await vi.advanceTimersByTimeAsync(60_000);
    keeper.stop();
    expect(desk.saves).toEqual([]);
    const next = await open(desk);
    expect(next.current()).toMatchObject({ state: 'changed', kept: true, fields: { body: 'Half a sent' } });
    next.change({ body: 'A sentence.' });
    expect(await next.flush()).toBe(true);
    expect(desk.saves).toEqual([{ body: 'A sentence.' }]);
    next.change({ body: 'A sentence. And' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.saves).toHaveLength(1);
  });

  it('takes over what others did while nothing was written here', async () => {
    const desk = new Desk();
    const keeper = await open(desk);
    desk.write({ body: 'Theirs' });
    await keeper.refresh();
    expect(keeper.current().fields).toEqual(fieldsOf(desk.data));
    keeper.change({ body: 'Theirs, and more' });
    await pause();
    expect(desk.data.body).toBe('Theirs, and more');
  });
});
