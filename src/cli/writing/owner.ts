import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The run that writes, as the journal names it. */
export interface Owner {
  readonly id: string;
  readonly process: number;
  readonly host: string;
  /** Tells two processes apart that were given the same number; null where the machine cannot tell. */
  readonly born: string | null;
  /** When the run began to write, in milliseconds of the clock. */
  readonly since: number;
}

/**
 * A write takes seconds. One that began longer ago than this, in milliseconds, has ended; a run that was merely stopped
 * for so long finds its temporary files gone and writes nothing.
 */
const LONGEST_WRITE = 600_000;
/** How far the clocks of two machines may be apart, in milliseconds. */
const SKEW = 60_000;

/** This run. */
export function thisOwner(): Owner {
  return {
    id: randomUUID(),
    process: process.pid,
    host: hostname(),
    born: birthOf(process.pid),
    since: Date.now(),
  };
}

/**
 * Whether the run that wrote a line of a journal may still be at work.
 *
 * @param owner what the journal says
 * @param self this run
 */
export function isAtWork(owner: Owner, self: Owner): boolean {
  if (owner.id === self.id) return true;
  const age = self.since - owner.since;
  if (age > LONGEST_WRITE || age < -SKEW) return false;
  if (owner.host !== self.host) return true;
  // An earlier write of this process has ended, or this one could not have begun.
  return owner.process !== self.process && isRunning(owner.process) && !isReborn(owner);
}

/** The parts of the name of a temporary file: the host, the process and the run that it is of. */
const TEMPORARY = /^\.clever-audit-([\da-f]{8})-(\d{1,10})-[\da-f-]{36}\.new$/;

/** The name of a temporary file that no journal knows of, for a run alone in its folder or not. */
export function temporaryNameOf({ host, process: pid, id }: Owner): string {
  return `.clever-audit-${markOf(host)}-${pid}-${id}.new`;
}

/**
 * Whether a file is one that a run has left behind when it was killed.
 *
 * @param name the file's name
 * @param since when it was written, in milliseconds of the clock
 * @param self this run
 */
export function isLeftBehind(name: string, since: number, self: Owner): boolean {
  const [, mark, pid] = TEMPORARY.exec(name) ?? [];
  if (mark === undefined) return false;
  const host = mark === markOf(self.host) ? self.host : mark;
  return !isAtWork({ id: name, process: Number(pid), host, born: null, since }, self);
}

/** What stands for a host in a name. */
function markOf(host: string): string {
  return createHash('sha256').update(host).digest('hex').slice(0, 8);
}

/** Whether the number of a process was given to another one since. */
function isReborn({ process: pid, born }: Owner): boolean {
  const now = birthOf(pid);
  return born !== null && now !== null && born !== now;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The tick at which Linux started a process, and which boot counts the ticks. */
function birthOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name of the program is in brackets, and may hold brackets and spaces.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return null; // No Linux, or the process has ended: then nobody runs under its number.
  }
}
