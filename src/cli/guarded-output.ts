import { withoutCommands } from '../reporters/commands.js';
import type { Output, Surroundings } from './surroundings.js';

/** What a stream was before it was guarded. */
const unguarded = new WeakMap<Output, Output>();

/**
 * The same surroundings, whose streams print no command for a machine that runs builds, whatever the audited code holds.
 */
export function guarding(surroundings: Surroundings): Surroundings {
  const [stdout, stderr] = [guarded(surroundings.stdout), guarded(surroundings.stderr)];
  return {
    cwd: surroundings.cwd,
    environment: surroundings.environment,
    // Opened when it is first asked for.
    get stdin() {
      return surroundings.stdin;
    },
    stdout,
    stderr,
  };
}

/** The stream behind a guarded one: for text that is safe by itself, or must be printed as it is. */
export function asItIs(output: Output): Output {
  return unguarded.get(output) ?? output;
}

/** Looks each time at what the stream is, since a terminal can change its width. */
function guarded(output: Output): Output {
  const guard: Output = Object.create(output, {
    write: { value: (text: string) => output.write(withoutCommands(text)) },
  }) as Output;
  unguarded.set(guard, output);
  return guard;
}
