// Sums vitest's JSON reports, named as arguments, and prints `N passed, N failed` as its last line. A report that is
// missing and a test file that could not be loaded count as one failure each; a skipped test is an error too.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
const unrun = [];
for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.log(`no report was written to ${path}`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.testResults.filter(isBrokenFile).length;
  unrun.push(...report.testResults.flatMap(({ assertionResults }) => assertionResults).filter(isNotRun));
}
for (const { fullName } of unrun) console.log(`not run: ${fullName}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed + unrun.length > 0 ? 1 : 0;

/** A file that failed as a whole, so that its tests are not among the results. */
function isBrokenFile({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((result) => result.status === 'failed');
}

function isNotRun({ status }) {
  return status !== 'passed' && status !== 'failed';
}
