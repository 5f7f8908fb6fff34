import { afterAll, describe, test } from 'vitest';
import { cases } from '../cases/index.js';
import type { HostileCase } from '../hostile-case.js';
import { checkCase } from './check-case.js';
import { Server } from './server.js';

/**
 * Makes a test of each case that can run here.
 *
 * @param isWanted which of them
 */
export function runCases(isWanted: (hostile: HostileCase) => boolean): void {
  const server = new Server();
  afterAll(() => server.end());
  const isPossible = ({ arrange }: HostileCase): boolean => !(arrange && process.platform === 'win32');
  for (const [kind, ofKind] of Object.entries(cases)) {
    const wanted = ofKind.filter((hostile) => isWanted(hostile) && isPossible(hostile));
    if (wanted.length > 0) {
      describe(kind, () =>
        test.each(wanted)('$name', async (hostile) => {
          // The memory of a slow run is its own.
          if (hostile.isSlow) server.end();
          await checkCase(hostile, server);
        }),
      );
    }
  }
}
