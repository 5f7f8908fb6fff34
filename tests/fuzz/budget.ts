import fc from 'fast-check';

/** Seconds that each property may take, and the seed; both can be given, so that a failure is seen again. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 20);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

/** What a test that fuzzes may take, in milliseconds; failing cases are made smaller, which takes longer than finding them. */
export const PATIENCE = (SECONDS * 10 + 120) * 1000;

/**
 * Tries a property for as long as there is time, and prints how often and with which seed.
 *
 * @param name what holds
 * @param property what is tried
 * @throws Error with the smallest case for which it does not hold
 */
export function fuzz<Case>(name: string, property: fc.IProperty<Case>): void {
  const details = fc.check(property, {
    seed: SEED,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: SECONDS * 1000,
    markInterruptAsFailure: false,
    verbose: 0,
  });
  process.stdout.write(`${name}: ${details.numRuns} cases; FUZZ_SEED=${SEED}\n`);
  if (!details.failed) return;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  throw new Error(`${why}\n${fc.defaultReportMessage(details) ?? name}`, { cause: details.errorInstance });
}
