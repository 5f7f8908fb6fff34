// Sums vitest's JSON reports, named as arguments, and prints `N passed, N failed` as its last line, with the names of the
// tests that failed above it. A report that is missing and a test file that could not be loaded count as one failure each;
// a skipped test is an error too.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let missing = 0;
const broken = [];
const unrun = [];
for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.log(`no report was written to ${path}`);
    missing += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  passed += report.numPassedTests;
  broken.push(...report.testResults.filter(isBrokenFile).map(({ name }) => name));
  broken.push(...results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName));
  unrun.push(...results.filter(isNotRun));
}
for (const name of broken) console.log(`failed test: ${name}`);
for (const { fullName } of unrun) console.log(`not run: ${fullName}`);
console.log(`${passed} passed, ${missing + broken.length} failed`);
process.exitCode = missing + broken.length + unrun.length > 0 ? 1 : 0;

/** A file that failed as a whole, so that its tests are not among the results. */
function isBrokenFile({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((result) => result.status === 'failed');
}

function isNotRun({ status }) {
  return status !== 'passed' && status !== 'failed';
}
