import type { HostileCase } from '../hostile-case.js';
import { dataBombs } from './data-bombs.js';
import { depth } from './depth.js';
import { fileSystem } from './file-system.js';
import { patterns } from './patterns.js';
import { sizes } from './sizes.js';

/** All hostile inputs, by kind. */
export const cases: Readonly<Record<string, readonly HostileCase[]>> = {
  depth,
  'patterns that blow up': patterns,
  'data bombs': dataBombs,
  'the file system': fileSystem,
  size: sizes,
};
