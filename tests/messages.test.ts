import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { toText } from '../src/reporters/markdown-text.js';
import { exampleMessages, sentencesBySource } from './support/wording.js';

const page = join(import.meta.dirname, '../docs/messages.md');

/** Messages that no row of the tables brings up today. They are there for rows to come. */
const WITHOUT_EXAMPLE = ['no-removed-me-field gone', 'no-v2-endpoint removed'];

test(
  'docs/messages.md lists every message with an example, and the longer texts of the source',
  { timeout: 120_000 },
  async () => {
    const examples = exampleMessages();
    const unexemplified = [...examples].flatMap(([{ name, messages }, own]) =>
      Object.keys(messages).flatMap((id) => (own.has(id) ? [] : [`${name} ${id}`])),
    );
    expect(unexemplified).toEqual(WITHOUT_EXAMPLE);
    const text = [
      '# Every message',
      'This page lists what clever-audit prints, for review. The first part lists the messages of all rules, with an example where a test has one. The second part lists, by file, the other texts of at least four words. In a text with two words or more, each value that is filled in counts as a word too. The texts about single endpoints and fields are in [Mapping](mapping.md). `{{name}}` and `{}` stand for text that is filled in. `npm run docs:messages` writes this page, and a test compares it with the code.',
      '## Findings',
      ...[...examples].flatMap(([{ name, messages }, own]) => [
        `### clever/${name}`,
        ...Object.entries(messages).map(([id, template]) => {
          const example = own.get(id);
          return `- \`\` ${template} \`\`${example === undefined ? '' : `\n\n  > ${toText(example)}`}`;
        }),
      ]),
      '## Changes, reasons, errors and help',
      ...[...sentencesBySource()].flatMap(([file, sentences]) => [
        `### ${file}`,
        sentences.map((sentence) => `- \`\` ${sentence} \`\``).join('\n'),
      ]),
    ].join('\n\n');
    const options = await resolveConfig(page);
    await expect(await format(text, { ...options, parser: 'markdown' })).toMatchFileSnapshot(page);
  },
);
