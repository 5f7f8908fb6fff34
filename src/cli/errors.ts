import { KnownError } from '../discover/errors.js';

/** The command was called in a way that makes no sense; the message says what to do instead. */
export class UsageError extends KnownError {}

/** A file could not be written; the message names it and says that nothing was changed. */
export class WriteError extends KnownError {}
