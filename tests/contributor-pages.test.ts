import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The code that a page begins with, as the file that it tells its reader to write. */
const samples = {
  'rules/sample-of-page.ts': codeOf('docs/adding-a-rule.md'),
  'src/clients/sample-of-page.ts': codeOf('docs/adding-a-client.md'),
  'src/clever-api/mapping/sample-of-page.ts': `import type { MappingRow } from '../types.js';
export const row = ${codeOf('docs/adding-a-deprecation.md')} satisfies MappingRow;
`,
};

/** The first block of TypeScript of a page. */
function codeOf(page: string): string {
  const [, code] = /^```ts\n(.*?)\n```$/ms.exec(readFileSync(page, 'utf8')) ?? [];
  if (code === undefined) throw new Error(`${page} shows no TypeScript`);
  return code;
}

/** What the compiler says of files that are not on disk. */
function errorsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
  const texts = new Map(Object.entries(files).map(([file, text]) => [resolve(file), text]));
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (file) => texts.has(file) || onDisk.fileExists(file);
  host.getSourceFile = (file, version) => {
    const text = texts.get(file);
    return text === undefined ? onDisk.getSourceFile(file, version) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return Object.keys(files).flatMap((file) => {
    const source = program.getSourceFile(resolve(file));
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

test('the code of the pages for contributors compiles', () => {
  const incomplete = samples['rules/sample-of-page.ts'].replace("topic: 'call',", '');
  const errors = errorsOf({ ...samples, 'rules/incomplete.ts': incomplete });
  // The compiler does look at such files.
  expect(errors).toEqual([expect.stringMatching(/^rules\/incomplete\.ts: .*'topic' is missing/s)]);
});
