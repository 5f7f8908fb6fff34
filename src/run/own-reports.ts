/** How the JSON report and the JUnit report begin; the other formats are none that a run reads. */
const BEGINNINGS: readonly RegExp[] = [
  /^\{\s*"schemaVersion": \d+,\s*"tool": \{\s*"name": "clever-audit"/,
  /^<\?xml [^>]*>\s*<testsuites name="clever-audit"/,
];

/**
 * Whether a text is a report of an earlier run, which names every address that the run found and asks for none.
 *
 * @param text of a file that is no program
 */
export function isOwnReport(text: string): boolean {
  return BEGINNINGS.some((beginning) => beginning.test(text));
}
