import type { Versioned } from '@/api/client';
import { ApiError } from '@/api/errors';
import type { Article } from '@/api/types';
import type { DraftStore } from './draftStore';
import { changesBetween, fieldsOf, sameFields, type Fields } from './fields';

/** How long to wait for more after a key was pressed. */
const PAUSE_MS = 1_000;
/** After how long to try again what did not reach the server. */
const AGAIN_MS = [1_000, 5_000, 10_000, 20_000];

export type SaveState =
  | 'saved'
  /** Changed, and soon to be sent. */
  | 'changed'
  | 'saving'
  /** No answer came; it will be tried again. */
  | 'offline'
  /** The server does not take it like this. */
  | 'refused'
  /** An article needs a title. */
  | 'untitled'
  /** Somebody else has changed it meanwhile. */
  | 'conflict';

export interface Draft {
  fields: Fields;
  /** As the server has it. */
  article: Article;
  state: SaveState;
  /** When the server last took something, in this visit. */
  savedAt: Date | null;
  /** What the server said when it refused. */
  problem: unknown;
  /** Whether what the server does not have is kept in this browser. */
  kept: boolean;
  /** What both versions of a conflict began with, and what the other one made of it. */
  conflict: { base: Fields; theirs: Versioned<Article> } | null;
}

interface Server {
  save(changes: Partial<Fields>, version: string | null): Promise<Versioned<Article>>;
  load(): Promise<Versioned<Article>>;
}

/**
 * Keeps what is being written: in this browser at once, on the server as soon as the typing pauses. What is published
 * goes there only when asked for, so that nobody reads half a sentence. Nothing is sent over the change of somebody
 * else, and nothing is forgotten before the server has it.
 */
export class DraftKeeper {
  private draft: Draft;
  private version: string | null;
  /** What the server has, and what was sent to get there: it trims, and must not do so under one's hands. */
  private server: Fields;
  private sent: Fields;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private stopped = true;
  /** Whether the changes of a published article were asked to be sent. */
  private asked = false;
  private readonly listeners = new Set<() => void>();
  private readonly api: Server;
  private readonly store: DraftStore;

  constructor(loaded: Versioned<Article>, api: Server, store: DraftStore) {
    this.api = api;
    this.store = store;
    this.version = loaded.version;
    this.server = fieldsOf(loaded.data);
    this.sent = this.server;
    this.draft = {
      fields: this.server,
      article: loaded.data,
      state: 'saved',
      savedAt: null,
      problem: null,
      kept: false,
      conflict: null,
    };
    this.restore(loaded);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Draft => this.draft;

  /** Begins to send what changes. */
  start(): void {
    this.stopped = false;
    window.addEventListener('online', this.retry);
    if (this.isChanged() && this.draft.state !== 'conflict') this.sendAfter(0);
  }

  /** Sends what is left, and then nothing more by itself. */
  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.retry);
    void this.pause();
  }

  /** Takes over what was typed. */
  change(part: Partial<Fields>): void {
    this.show({ fields: { ...this.draft.fields, ...part } });
    if (this.draft.state === 'conflict') return void this.keep();
    if (!this.isChanged()) return this.settle();
    this.keep();
    if (!this.running) this.show({ state: 'changed' });
    this.sendAfter(PAUSE_MS);
  }

  /** Forgets what the server does not have: the article is gone. */
  abandon(): void {
    this.show({ fields: this.sent });
    this.settle();
  }

  /** Sends what goes by itself, for the page is being left. */
  async pause(): Promise<void> {
    if (!this.isLive()) await this.flush();
  }

  /** Sends what is not sent yet. Resolves to whether the server has everything now. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.asked = true;
    while (this.isChanged() && this.draft.state !== 'conflict') {
      const before = this.draft.fields;
      await this.once();
      // What was not taken is not taken a moment later either.
      if (this.isChanged() && before === this.draft.fields) return false;
    }
    return !this.isChanged();
  }

  /** Takes over what the server made of the article by other means than writing, such as publishing it. */
  adopt({ data, version }: Versioned<Article>): void {
    const fields = { ...fieldsOf(data), ...changesBetween(this.sent, this.draft.fields) };
    this.version = version;
    this.server = fieldsOf(data);
    this.sent = this.server;
    this.show({ article: data, fields });
    if (this.isChanged()) this.sendAfter(PAUSE_MS);
  }

  /** Looks whether somebody else has changed the article while nothing was being written here. */
  async refresh(): Promise<void> {
    if (this.isChanged() || this.running) return;
    const loaded = await this.api.load().catch(() => null);
    if (loaded && !this.isChanged() && !this.running && loaded.version !== this.version) this.adopt(loaded);
  }

  /** Ends a conflict with what is to stand, which replaces what the other one wrote. */
  resolve(fields: Fields): void {
    const theirs = this.draft.conflict?.theirs;
    if (!theirs) return;
    this.version = theirs.version;
    this.server = fieldsOf(theirs.data);
    this.sent = this.server;
    this.show({ article: theirs.data, conflict: null, state: 'changed', problem: null, fields });
    if (!this.isChanged()) return this.settle();
    this.keep();
    this.asked = true;
    this.sendAfter(0);
  }

  /** Goes on where an earlier visit ended before the server had everything. */
  private restore(loaded: Versioned<Article>) {
    const kept = this.store.read();
    if (!kept) return;
    if (sameFields(kept.fields, this.server)) return this.store.remove();
    this.show({ fields: kept.fields, kept: true, state: 'changed' });
    const untouched = kept.version === loaded.version || sameFields(kept.server, this.server);
    if (!untouched) this.show({ state: 'conflict', conflict: { base: kept.server, theirs: loaded } });
  }

  private readonly retry = () => {
    if (this.draft.state === 'offline') this.sendAfter(0);
  };

  private sendAfter(delay: number) {
    clearTimeout(this.timer);
    if (this.isLive() && !this.asked) return;
    if (!this.stopped) this.timer = setTimeout(() => void this.once(), delay);
  }

  private once(): Promise<void> {
    this.running ??= this.send().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async send(): Promise<void> {
    const { fields } = this.draft;
    if (!this.isChanged()) return;
    if (fields.title.trim() === '') return this.show({ state: 'untitled' });
    this.show({ state: 'saving', problem: null });
    try {
      this.taken(await this.api.save(changesBetween(this.sent, fields), this.version), fields);
    } catch (error) {
      await this.notTaken(error, fields);
    }
  }

  private taken({ data, version }: Versioned<Article>, sent: Fields) {
    const now = this.draft.fields;
    this.failures = 0;
    this.asked = false;
    this.version = version;
    this.server = fieldsOf(data);
    // The address and the tags are shown as the server has made them, as long as nobody is changing them again.
    const made = { slug: this.server.slug, tags: this.server.tags };
    this.sent = { ...sent, ...made };
    const follows = now.slug === sent.slug ? { slug: made.slug } : {};
    const tags = now.tags === sent.tags ? { tags: made.tags } : {};
    this.show({ article: data, fields: { ...now, ...follows, ...tags }, savedAt: new Date(), problem: null });
    if (this.isChanged()) {
      this.show({ state: 'changed' });
      this.keep();
      this.sendAfter(PAUSE_MS);
    } else {
      this.settle();
    }
  }

  private async notTaken(error: unknown, fields: Fields) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) return this.again();
    if (error.status !== 412) return this.show({ state: 'refused', problem: error });
    const theirs = await this.api.load().catch(() => null);
    if (!theirs) return this.again();
    const now = fieldsOf(theirs.data);
    // Our own change may have arrived though its answer did not; and what else changed may be no text.
    if (sameFields(now, fields)) return this.taken(theirs, fields);
    if (sameFields(now, this.server)) {
      this.version = theirs.version;
      this.show({ article: theirs.data });
      return this.again('changed');
    }
    this.show({ state: 'conflict', conflict: { base: this.server, theirs } });
  }

  private again(state: SaveState = 'offline') {
    const delay = AGAIN_MS[Math.min(this.failures, AGAIN_MS.length - 1)]!;
    this.failures += 1;
    this.show({ state });
    this.sendAfter(delay);
  }

  private isLive(): boolean {
    return this.draft.article.status === 'published';
  }

  private isChanged(): boolean {
    return !sameFields(this.draft.fields, this.sent);
  }

  private keep() {
    const { fields } = this.draft;
    this.show({ kept: this.store.write({ fields, server: this.server, version: this.version }) });
  }

  private settle() {
    clearTimeout(this.timer);
    this.asked = false;
    this.store.remove();
    this.show({ state: 'saved', kept: false, problem: null });
  }

  private show(change: Partial<Draft>) {
    this.draft = { ...this.draft, ...change };
    for (const listener of this.listeners) listener();
  }
}
