import { useSyncExternalStore } from 'react';
import { upload } from '@/api/upload';
import type { FileOut } from '@/api/types';
import { wantTray } from './tray';

/** How many go at once: more would only slow each other down. */
const AT_ONCE = 3;

export type UploadState = 'waiting' | 'sending' | 'done' | 'failed' | 'canceled';

export interface Upload {
  id: number;
  name: string;
  /** Bytes in all, and how many of them are on their way. */
  size: number;
  sent: number;
  state: UploadState;
  /** Why it failed. */
  problem: unknown;
}

interface Task {
  file: File;
  shown: Upload;
  options: UploadTaskOptions;
  abort: AbortController;
}

interface UploadTaskOptions {
  /** Whether everyone may see it from the beginning. */
  public?: boolean;
  onDone?: (file: FileOut) => void;
}

/** Sends a file, tells how far it is, and stops when told to. */
type Send = (
  file: File,
  options: { public?: boolean; onProgress: (sent: number) => void; signal: AbortSignal },
) => Promise<FileOut>;

/** What is being uploaded. It belongs to no page, so that one may go elsewhere meanwhile. */
export class UploadQueue {
  private tasks: Task[] = [];
  private shown: Upload[] = [];
  private nextId = 1;
  private readonly listeners = new Set<() => void>();
  private readonly send: Send;

  constructor(send: Send) {
    this.send = send;
  }

  /** Sends files, each as soon as it is its turn. */
  add(files: Iterable<File>, options: UploadTaskOptions = {}): void {
    for (const file of files) {
      const shown: Upload = {
        id: this.nextId++,
        name: file.name,
        size: file.size,
        sent: 0,
        state: 'waiting',
        problem: null,
      };
      this.tasks.push({ file, shown, options, abort: new AbortController() });
    }
    this.proceed();
  }

  /** Stops one that is not done yet; the server keeps nothing of it. */
  cancel(id: number): void {
    const task = this.find(id);
    if (!task || !isOpen(task.shown)) return;
    this.show(task, { state: 'canceled' });
    task.abort.abort();
    this.proceed();
  }

  cancelAll(): void {
    for (const { shown } of this.tasks) this.cancel(shown.id);
  }

  /** Sends one again that failed or was stopped. */
  retry(id: number): void {
    const task = this.find(id);
    if (!task || !['failed', 'canceled'].includes(task.shown.state)) return;
    task.abort = new AbortController();
    this.show(task, { state: 'waiting', sent: 0, problem: null });
    this.proceed();
  }

  /** Forgets those that are over. */
  clear(): void {
    this.tasks = this.tasks.filter(({ shown }) => isOpen(shown));
    this.publish();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly all = (): Upload[] => this.shown;

  private proceed() {
    const sending = this.tasks.filter(({ shown }) => shown.state === 'sending').length;
    const next = this.tasks.filter(({ shown }) => shown.state === 'waiting').slice(0, Math.max(0, AT_ONCE - sending));
    for (const task of next) void this.run(task);
    this.publish();
  }

  private async run(task: Task) {
    const { file, options, abort } = task;
    this.show(task, { state: 'sending' });
    try {
      const onProgress = (sent: number) => this.show(task, { sent: Math.min(sent, file.size) });
      const kept = await this.send(file, { public: options.public, onProgress, signal: abort.signal });
      this.show(task, { state: 'done', sent: file.size });
      options.onDone?.(kept);
    } catch (problem) {
      // One that was stopped says so already, and may by now be on its way again.
      if (!abort.signal.aborted) this.show(task, { state: 'failed', problem });
    }
    this.proceed();
  }

  private show(task: Task, change: Partial<Upload>) {
    task.shown = { ...task.shown, ...change };
    this.publish();
  }

  private publish() {
    this.shown = this.tasks.map(({ shown }) => shown);
    for (const listener of this.listeners) listener();
  }

  private find(id: number): Task | undefined {
    return this.tasks.find(({ shown }) => shown.id === id);
  }
}

/** Whether something still happens to it. */
export function isOpen({ state }: Upload): boolean {
  return state === 'waiting' || state === 'sending';
}

/** The uploads of this page. */
export const uploads = new UploadQueue((file, options) => {
  wantTray();
  return upload(file, options);
});

export function useUploads(): Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.all);
}
