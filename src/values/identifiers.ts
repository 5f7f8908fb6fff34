import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { LIBRARY_FILE } from '../program/library.js';
import { fileOf, spanOf } from '../program/program.js';
import { functionAround } from '../syntax/functions.js';
import type { Evaluation, Form } from './evaluation.js';
import { argumentsObject } from './functions.js';
import { seenAt } from './members-at.js';
import { isVariable, symbolOf } from './names.js';
import { distinct } from './same-value.js';
import { scriptGlobal } from './script-globals.js';
import { EMPTY_CONTEXT, NOTHING, unknown, type Context, type Values } from './value.js';
import { variable } from './variables.js';

/** A name: whatever its declarations say. */
export const identifier: Form<ts.Identifier> = (node, context, evaluation) => {
  if (node.text === 'undefined') return [NOTHING];
  if (node.text === 'arguments') return argumentsObject(node, context, evaluation);
  const symbol = symbolOf(node, evaluation.checker);
  const found = symbol?.declarations?.filter((each) => !isOfLanguage(each)) ?? [];
  const ofValues = found.filter((each) => !isType(each));
  const declarations = ofValues.length ? ofValues : found;
  // In a CommonJS file the compiler takes assignments to members of `exports` for its declarations.
  const isExports = node.text === 'exports' && !declarations.some(isVariable);
  if (!symbol) return undeclaredName(node, context, evaluation);
  if (!declarations.length || isExports || declarations.every(isAmbient)) {
    const global = globalName(node, evaluation);
    if (!declarations.length || isExports || isFound(global)) return global;
  }
  const values = declarations.flatMap((declaration) =>
    isVariable(declaration)
      ? variable(declaration, node, context, evaluation)
      : evaluation.evaluate(declaration, context),
  );
  if (values.some(({ kind }) => kind === 'object')) return seenAt(values, node, context, evaluation);
  return values.length ? values : [unknown(node.text, `the value of \`${node.text}\``, spanOf(node))];
};

/** `enum Path { Me = '/me' }`. */
export const enumDeclaration: Form<ts.EnumDeclaration> = (node, context) => [{ kind: 'object', node, context }];

/** A declaration of the library, or a name that a script sets members on (`process.env.X = …`), which declares it to the compiler. */
function isOfLanguage(node: ts.Declaration): boolean {
  return tsc.isIdentifier(node) || node.getSourceFile().fileName === LIBRARY_FILE;
}

/** `type Me` beside `const Me`, which says nothing of the value. */
function isType(node: ts.Declaration): boolean {
  return tsc.isTypeAliasDeclaration(node) || tsc.isInterfaceDeclaration(node);
}

/** `host = 'https://…'` of old scripts: what is assigned to a name that is declared nowhere, in any file. */
function undeclaredName(node: ts.Identifier, context: Context, evaluation: Evaluation): Values {
  const scope = functionAround(node);
  const assigned = evaluation.index
    .assignmentsToVariable(node.text)
    .flatMap(({ target, value }) => {
      // Few names are set, and the compiler is slow to say which of them are declared.
      if (target === node || symbolOf(target, evaluation.checker)) return [];
      return evaluation.evaluate(value, functionAround(target) === scope ? context : EMPTY_CONTEXT);
    })
    .filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing');
  if (!assigned.length) return globalName(node, evaluation);
  return distinct([...assigned, ...scriptGlobal(node.text, evaluation)]);
}

/** `declare const Clever: CleverClient`, which another script makes. */
function isAmbient(node: ts.Declaration): boolean {
  const statement = tsc.isVariableDeclaration(node) ? node.parent.parent : node;
  const modifiers = tsc.canHaveModifiers(statement) ? (tsc.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === tsc.SyntaxKind.DeclareKeyword);
}

/** Whether a script of the program makes what a global is. */
function isFound(values: Values): boolean {
  return values.some(({ kind }) => kind !== 'external');
}

/** A name nobody declares: what another script makes, a global, or what CommonJS hands to each file. */
function globalName(node: ts.Identifier, evaluation: Evaluation): Values {
  if (node.text === 'exports') return [{ kind: 'module', file: fileOf(node) }];
  const shared = scriptGlobal(node.text, evaluation);
  if (shared.length) return shared;
  return [{ kind: 'external', root: { global: node.text }, steps: [] }];
}

/** `import.meta`. */
export const metaProperty: Form<ts.MetaProperty> = (node) => [
  { kind: 'external', root: { global: node.getText() }, steps: [] },
];
