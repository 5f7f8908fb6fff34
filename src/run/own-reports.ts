/** How the reports begin that a run would read: JSON, SARIF, JUnit and the one for GitLab. */
const BEGINNINGS: readonly RegExp[] = [
  /^\{\s*"schemaVersion": \d+,\s*"tool": \{\s*"name": "clever-audit"/,
  /^\{\s*"\$schema": "[^"]*",\s*"version": "[^"]*",\s*"runs": \[\s*\{\s*"tool": \{\s*"driver": \{\s*"name": "clever-audit"/,
  /^\[\s*\{\s*"description":[^\n]*\s*"check_name": "clever\//,
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
