import { beforeAll, describe, expect, it } from 'vitest';
import { loadCompiler, tsc } from '../../src/syntax/compiler.js';
import { specifiersExportedAgain } from '../../src/syntax/exports.js';

const AGAIN = [
  "export { default as ask } from './ask';",
  "export { default } from './ask';",
  "export * from './ask';",
  "export * as ask from './ask';",
  "import ask from './ask';\nexport { ask };",
  "import { ask as load } from './ask';\nexport { load as send };",
  "import * as ask from './ask';\nexport default ask;",
  "import ask from './ask';\nexport const load = ask;",
  "import ask = require('./ask');\nexport = ask;",
  "module.exports = require('./ask');",
  "exports.ask = require('./ask').ask;",
  "const { ask } = require('./ask');\nexports = module.exports = { other, ask };",
  "module.exports = { ...require('./other'), ...require('./ask') };",
  "Object.assign(module.exports, require('./ask'));",
  "__exportStar(require('./ask'), exports);",
];

const NOT_AGAIN = [
  "import ask from './ask';\nexport default () => ask('/me');",
  "import ask from './ask';\nexport const answer = ask('/me');",
  "import ask from './ask';\nconst load = ask;",
  "import ask from './other';\nexport default ask;",
  "export { default } from './other';",
  "require('./ask')(module.exports);",
  "import './ask';\nexport default 1;",
];

describe('what a file exports again of a module', () => {
  beforeAll(loadCompiler);

  it.each(AGAIN)('%j is some of it', (text) => expect(isAgain(text)).toBe(true));
  it.each(NOT_AGAIN)('%j is none of it', (text) => expect(isAgain(text)).toBe(false));
});

function isAgain(text: string): boolean {
  const source = tsc.createSourceFile('/index.ts', text, tsc.ScriptTarget.ESNext, true);
  return specifiersExportedAgain(source).has('./ask');
}
