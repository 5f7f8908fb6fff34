/** How test runners know the files that hold tests: https://vitest.dev/config/include, https://jestjs.io/docs/configuration#testmatch-arraystring */
const TEST_FILE = /\.(?:test|spec)\.|(?:^|\/)__tests__\//;

/** Folders of tests, and of what they are run with. */
const TEST_FOLDER = /(?:^|\/)(?:tests?|spec|e2e)\//;

/** Whether the name of a file says that it holds tests. */
export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}

/** Whether a file belongs to the tests of a program: it holds some, or stands in a folder of tests. */
export function isOfTests(file: string): boolean {
  return isTestFile(file) || TEST_FOLDER.test(file);
}

/** What stands in for a server, or shows a part of a page by itself, beside the tests: stories, mocks, recordings. */
const STAND_INS =
  /\.(?:stories|story|cy|mocks?|fixtures?|pact)\.|(?:^|\/)(?:cypress|playwright|__mocks__|mocks?|fixtures?|__fixtures__|stories|pacts?)\//;

/** Whether a file belongs to what programs are tried with: tests, and what stands in for a server. */
export function isOfStandIns(file: string): boolean {
  return isOfTests(file) || STAND_INS.test(file);
}

/** Folders of what is run by hand beside the program; `bin` is none, for it holds what the program is started with. */
const SCRIPT_FOLDER = /(?:^|\/)(?:scripts|tools|examples?|demos?|playground)\//;

/** Whether the folder of a file says that it is run by hand, to try or to look after the program. */
export function isScript(file: string): boolean {
  return SCRIPT_FOLDER.test(file);
}
