import type { Answers } from './files.js';

/** What is asked, and what is answered with `--yes`. */
export interface Questions {
  readonly ci: Answers['ci'];
  /** The manager of hooks that the project has; null for none. */
  readonly manager: string | null;
}

/** The answers that fit most projects. */
export function usualAnswers({ ci, manager }: Questions): Answers {
  return { preset: 'recommended', ci, hook: manager !== null };
}

/**
 * Asks at the terminal.
 *
 * @returns null when the person ends it
 */
export async function ask({ ci, manager }: Questions): Promise<Answers | null> {
  const { cancel, confirm, intro, isCancel, select } = await import('@clack/prompts');
  intro('clever-audit');
  const preset = await select({
    message: 'Which rules?',
    options: [
      { value: 'recommended' as const, label: 'recommended', hint: 'API v1 and the unversioned /me' },
      { value: 'strict' as const, label: 'strict', hint: 'also API v2; unresolved calls fail the run' },
    ],
  });
  if (isCancel(preset)) return ended();
  const where = await select({
    message: 'Run it in CI?',
    initialValue: ci,
    options: [
      { value: 'github' as const, label: 'GitHub Actions' },
      { value: 'gitlab' as const, label: 'GitLab CI' },
      { value: 'none' as const, label: 'no' },
    ],
  });
  if (isCancel(where)) return ended();
  const hook = manager === null ? false : await confirm({ message: `Run it before each commit, with ${manager}?` });
  if (isCancel(hook)) return ended();
  return { preset, ci: where, hook };

  function ended(): null {
    cancel('Nothing was written.');
    return null;
  }
}
