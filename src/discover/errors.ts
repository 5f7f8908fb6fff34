/** A reason why a run cannot start that its user can understand and mend: one clear line, no stack. */
export class KnownError extends Error {
  override readonly name: string = 'KnownError';
  /** What the command exits with: it could not run. */
  readonly exitCode = 2;
}

/** A path was named that does not exist. */
export class NoSuchPathError extends KnownError {
  override readonly name = 'NoSuchPathError';

  constructor(path: string) {
    super(`No such file or folder: ${path}`);
  }
}

/** A path was named that holds nothing to audit. */
export class NothingMatchedError extends KnownError {
  override readonly name = 'NothingMatchedError';

  constructor(path: string) {
    super(`No file to audit in: ${path}`);
  }
}

/** Git was needed and could not answer. */
export class GitError extends KnownError {
  override readonly name = 'GitError';
}
