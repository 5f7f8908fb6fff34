import { constants } from 'node:fs';
import path from 'node:path';

import { JOURNAL_NAME } from '../../discover/journal-name.js';
import { codeOf, readWhole, removeIfThere, syncFolders, withOpen, type FileSystem } from './file-system.js';
import type { Owner } from './owner.js';
import { isPrivate, type Seal } from './seal.js';

/** One file of a change. */
export interface Entry {
  /** Relative to the root with all links resolved, with forward slashes. */
  readonly target: string;
  /** The SHA-256 of its bytes before and after, as hexadecimal digits. */
  readonly before: string;
  readonly after: string;
}

/** A change over several files. */
export interface Plan {
  /** A part of the names of its temporary files. */
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** What is to become of a plan. Before the first decision none of its files is replaced. */
export type Decision = 'forward' | 'back';

/** What a journal says. */
export interface Journal {
  /** The runs that wanted to write, in their order; the first that is still at work may. */
  readonly owners: readonly Owner[];
  /** The plan and the decision of a run of this user on this machine. */
  readonly plan: Plan | null;
  readonly decision: Decision | null;
  /** Whether a run of this user on this machine may have begun it. */
  readonly isOwn: boolean;
  /** Whether it holds the plan of somebody else; a repository may have brought it. */
  readonly isForeign: boolean;
}

/** A line of a journal. */
export type Line = { readonly owner: Owner } | { readonly plan: Plan } | { readonly decision: Decision };

/** Far more than the plan of any change needs, in bytes. */
const MAXIMUM_SIZE = 64 * 1024 * 1024;

const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;

/** The journal of a root: a file of JSON lines that are only ever added, so that a torn line spoils no other. */
export class JournalFile {
  readonly root: string;
  readonly path: string;
  private readonly files: FileSystem;
  private readonly seal: Seal | null;

  /**
   * @param root absolute, links resolved
   * @param seal what lines are sealed with; null where none is
   */
  constructor(files: FileSystem, root: string, seal: Seal | null) {
    this.files = files;
    this.root = root;
    this.seal = seal;
    this.path = path.join(root, JOURNAL_NAME);
  }

  /**
   * Adds a line and waits until it is on the disk. The first line makes the file.
   *
   * @throws the error of the operating system
   */
  add(line: Line): void {
    const sealed = this.seal ? { ...line, seal: this.seal.of(line) } : line;
    withOpen(this.files, this.path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, (descriptor) => {
      // A line break first: the line before may have been torn.
      this.files.writeFileSync(descriptor, `\n${JSON.stringify(sealed)}\n`);
      this.files.fsyncSync(descriptor);
    });
  }

  /**
   * Reads the journal. Anybody can put a file of its name into a repository, so lines that make no sense are passed over,
   * and only sealed ones say what is to be done.
   *
   * @returns null where there is none
   * @throws the error of the operating system
   */
  read(): Journal | null {
    const text = this.#readText();
    if (text === null) return null;
    const lines = text.split('\n').map(toRecord);
    const sealed = lines.filter((line) => this.#isSealed(line));
    const planned = sealed.findIndex(({ plan }) => isPlan(plan));
    const decisions = planned < 0 ? [] : sealed.slice(planned).map(({ decision }) => decision);
    const plan = sealed[planned]?.plan;
    return {
      owners: lines.map(({ owner }) => owner).filter(isOwner),
      plan: isPlan(plan) ? plan : null,
      decision: decisions.findLast(isDecision) ?? null,
      // The first line of a run that was killed may be torn.
      isOwn: sealed.length > 0 || (this.seal !== null && this.#isPrivate()),
      isForeign: lines.some((line) => isPlan(line.plan) && !sealed.includes(line)),
    };
  }

  /**
   * What has the name of the journal. Anything but a file of some size could make the run wait, or read, for ever.
   *
   * @throws the error of the operating system
   */
  kind(): 'none' | 'journal' | 'other' {
    const status = this.files.lstatSync(this.path, { throwIfNoEntry: false });
    if (!status) return 'none';
    return status.isFile() && status.size <= MAXIMUM_SIZE ? 'journal' : 'other';
  }

  /**
   * Ends the journal; the caller holds it.
   *
   * @throws the error of the operating system
   */
  remove(): void {
    removeIfThere(this.files, this.path);
    syncFolders(this.files, [this.root]);
  }

  #isSealed({ seal, ...line }: Readonly<Record<string, unknown>>): boolean {
    return this.seal?.fits(line, seal) ?? false;
  }

  #isPrivate(): boolean {
    const status = this.files.lstatSync(this.path, { throwIfNoEntry: false });
    return status !== undefined && isPrivate(status);
  }

  #readText(): string | null {
    if (this.kind() !== 'journal') return null;
    try {
      return readWhole(this.files, this.path).toString('utf8');
    } catch (error) {
      // The run that held it has ended meanwhile.
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

function toRecord(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : {};
  } catch {
    return {}; // Torn when its run was killed; it counts as not written.
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isOwner(value: unknown): value is Owner {
  if (!isRecord(value)) return false;
  const { id, process: pid, host, born, since } = value;
  const isNamed = typeof id === 'string' && typeof host === 'string' && (born === null || typeof born === 'string');
  return isNamed && Number.isSafeInteger(pid) && Number(pid) > 0 && Number.isFinite(since);
}

function isPlan(value: unknown): value is Plan {
  if (!isRecord(value) || typeof value.id !== 'string' || !/^[\da-f-]{36}$/.test(value.id)) return false;
  return Array.isArray(value.entries) && value.entries.every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { target, before, after } = value;
  const isHash = (hash: unknown) => typeof hash === 'string' && /^[\da-f]{64}$/.test(hash);
  return typeof target === 'string' && isHash(before) && isHash(after) && isSafeTarget(target);
}

/**
 * Whether a file may be written at all: not out of the root, and nothing of git's own.
 *
 * @param target relative, with forward slashes
 */
export function isSafeTarget(target: string): boolean {
  const parts = target.split('/');
  return (
    !path.isAbsolute(target) &&
    !/[\\\0]/.test(target) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
  );
}

function isDecision(value: unknown): value is Decision {
  return value === 'forward' || value === 'back';
}
