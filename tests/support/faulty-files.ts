import { constants } from 'node:os';

import { machineFiles, type FileSystem } from '../../src/cli/writing/file-system.js';

/** A file system that tells of each call before it is made. */
export interface Watched {
  readonly files: FileSystem;
  /** The names of the calls that were made. */
  readonly calls: readonly string[];
}

/**
 * The file system of the machine, watched.
 *
 * @param before called before each call, with its name, how often that name was called, this time included, and the
 *   number of the call; what it throws, the call throws
 */
export function watched(before: (name: string, nth: number, call: number) => void = () => undefined): Watched {
  const calls: string[] = [];
  const files = new Proxy(machineFiles, {
    get(target, name: keyof FileSystem) {
      return (...parameters: unknown[]): unknown => {
        calls.push(name);
        before(name, calls.filter((each) => each === name).length, calls.length);
        return (target[name] as (...all: unknown[]) => unknown)(...parameters);
      };
    },
  });
  return { files, calls };
}

/** An error as the operating system gives it. */
export function faultOf(code: 'ENOSPC' | 'EIO' | 'EROFS'): Error {
  return Object.assign(new Error(code), { code, errno: -constants.errno[code as 'EIO'] });
}
