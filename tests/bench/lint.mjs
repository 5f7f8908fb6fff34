// Lints the folder at hand with ESLint, with this plugin (`on`) or with no rule at all; then, with `again`, lints one text
// that was edited, several times, and prints how long each took in milliseconds.
import { readFileSync } from 'node:fs';
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import clever from 'clever-audit';

const [, , plugin, again] = process.argv;
const files = ['**/*.ts', '**/*.tsx'];
const overrideConfig = [
  { files, languageOptions: { parser } },
  ...(plugin === 'on' ? [{ files, ...clever.configs.recommended }] : []),
];
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig });
await eslint.lintFiles(['.']);
if (again !== undefined) {
  const text = readFileSync(again, 'utf8');
  const times = [];
  for (let edit = 0; edit < 5; edit += 1) {
    const started = performance.now();
    await eslint.lintText(`${text}// ${edit}\n`, { filePath: again });
    times.push(Math.round(performance.now() - started));
  }
  process.stdout.write(`${JSON.stringify(times)}\n`);
}
