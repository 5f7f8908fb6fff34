// Mutation testing of one file: MUTATED names it, and TESTS the tests that hold it (vitest.config.ts). `npm run mutation` sets both.
const { MUTATED = '', TESTS = '' } = process.env;
const name = MUTATED.replaceAll('/', '-');

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: [MUTATED],
  coverageAnalysis: 'perTest',
  // A string says what a person reads; the tables of messages hold those.
  mutator: { excludedMutations: ['StringLiteral'] },
  concurrency: 1,
  incremental: true,
  incrementalFile: `.stryker/${name}.json`,
  tempDirName: '.stryker/tmp',
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  timeoutMS: 20_000,
  allowEmpty: true,
  // Tests of the command start the built program, which is never mutated.
  ignorePatterns: [...(TESTS.includes('tests/cli/') ? [] : ['dist']), 'docs/.vitepress', '.git', '.stryker'],
};
