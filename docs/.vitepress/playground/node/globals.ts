import { Buffer } from 'buffer';

/** What code for Node finds without an import. Imported for its effect, before any of that code. */
Object.assign(globalThis, { Buffer, global: globalThis });
