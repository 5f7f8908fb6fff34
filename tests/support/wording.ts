import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { Rule } from '../../src/rule/rule.js';
import { temporaryFolder } from './folders.js';
import { moreExamples } from './message-examples.js';
import { examplesOf } from './rule-pages.js';

const root = join(import.meta.dirname, '../..');
/** Where names stand in a row that are no sentence; what Clever changed is in docs/mapping.md. */
const WORD_LISTS = [
  'src/clever-api/',
  'src/cli/completion/shells.ts',
  'src/discover/text-formats.ts',
  'src/libraries/',
  'src/program/type-check.ts',
];
/** Where the names of kinds stand, which other files say again and nobody prints. */
const NAMES_OF_KINDS = ['src/model/answer.ts', 'src/model/escape.ts'];
/** A text of so many words is for people. */
const LEAST_WORDS = 4;
/** So many, if values are filled in beside them. */
const LEAST_BESIDE_VALUES = 2;

/** What a rule says of the examples, by the id of the message. */
export function exampleMessages(): ReadonlyMap<Rule, ReadonlyMap<string, string>> {
  const programs = [
    ...rules.flatMap(examplesOf).filter(({ verdict }) => verdict === 'wrong'),
    ...moreExamples.map((code) => ({ filename: 'src/example.js', code })),
  ];
  const said = programs.flatMap(({ filename, code }) => {
    const folder = temporaryFolder({ 'package.json': '{ "private": true }\n', [filename]: code });
    return audit({ cwd: folder, paths: ['.'], rules, preset: 'strict', target: 'v3.0' }).findings;
  });
  return new Map(
    rules.map((rule) => {
      const own = said.filter((finding) => finding.rule === `clever/${rule.name}`).map(({ message }) => message);
      const examples = Object.entries(rule.messages).flatMap(([id, template]) => {
        const example = own.find((message) => templateOf(message, Object.values(rule.messages)) === template);
        return example === undefined ? [] : [[id, example] as const];
      });
      return [rule, new Map(examples)];
    }),
  );
}

/** Of the templates that a message can come from, the one that says most itself. */
function templateOf(message: string, templates: readonly string[]): string | undefined {
  const wordsOf = (template: string): number => template.replaceAll(/\{\{\w+\}\}/g, '').length;
  return templates
    .filter((template) => isFilled(template, message))
    .toSorted((left, right) => wordsOf(right) - wordsOf(left))[0];
}

/** Whether a message is a template with its places filled. */
function isFilled(template: string, message: string): boolean {
  const parts = template.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`.replaceAll(' .*$', ' ?.*$')).test(message);
}

/** The sentences and clauses that the source says, by file: each text of several words, with `{}` for what is filled in. */
export function sentencesBySource(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !WORD_LISTS.some((list) => file.startsWith(list)));
  const names = new Set(NAMES_OF_KINDS.flatMap((file) => sentencesOf(file, () => true)));
  const found = files
    .toSorted()
    .map((file) => [file, sentencesOf(file, isForPeople).filter((sentence) => !names.has(sentence))] as const);
  return new Map(found.filter(([, sentences]) => sentences.length > 0));
}

function sentencesOf(file: string, isWanted: (text: string, node: ts.Node) => boolean): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const sentences = new Set<string>();
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && isWanted(text, node)) sentences.add(text.replaceAll(/\s+/g, ' ').trim());
    // What is nested in a template is a text of its own.
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...sentences];
}

/**
 * A kind by its name, a key, a list of names to split, a policy for browsers, or what an error says that only a bug of the
 * tool brings up.
 */
function isForCode(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent)) return true;
  if (ts.isPropertyAssignment(parent) && (parent.name === node || parent.name.getText() === 'between')) return true;
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent) && parent.parent.name.getText() === 'content';
  if (ts.isNewExpression(parent)) return parent.expression.getText() === 'Error' && ts.isStringLiteral(node);
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'split';
  return ts.isCallExpression(parent) && /\.once$/.test(parent.expression.getText());
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

function isForPeople(text: string, node: ts.Node): boolean {
  if (isForCode(node)) return false;
  const words = text.split(/\s+/).filter((word) => /^[("'`]?(?:--)?[a-zA-Z][a-z'’-]*[)"'`.,:;!?]*$/.test(word)).length;
  const filled = text.match(/\{\}/g)?.length ?? 0;
  const isLong = words >= LEAST_WORDS || (words >= LEAST_BESIDE_VALUES && words + filled >= LEAST_WORDS);
  // A text that ends in what is filled in is none that ends in a block.
  return isLong && !/(?:=>|\bconst\b)[^]*[^.]$|\(\{ |\bas \{ |[{};]$/.test(text.replace(/\{\}$/, ''));
}
