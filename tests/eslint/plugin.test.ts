import { readFileSync } from 'node:fs';
import type { TSESLint } from '@typescript-eslint/utils';
import { Linter, type ESLint, type Rule } from 'eslint';
import { defineConfig } from 'eslint/config';
import { Linter as Linter9, type ESLint as ESLint9 } from 'eslint9';
import { defineConfig as defineConfig9 } from 'eslint9/config';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import type { Levels } from '../../src/rule/rule.js';
import { defineRule } from '../../src/rule/rule.js';
import type { HostContext } from '../../src/eslint/host.js';
import { toConfig } from '../../src/eslint/plugin.js';
import { toEslintRule } from '../../src/eslint/rule.js';
import { loadParser } from '../../src/eslint/typescript.js';
import clever from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** A rule that only its levels are of interest of. */
function ruleAt(name: string, levels: Levels) {
  return defineRule({
    name,
    judges: 'import',
    topic: 'package',
    description: 'Disallow what is tested',
    levels,
    fixable: false,
    hasSuggestions: false,
    messages: { wrong: 'It is wrong.' },
    check: () => [],
  });
}

test('the plugin says who it is', () => {
  expect(clever.meta).toEqual({ name: 'clever-audit', version: manifest.version, namespace: 'clever' });
});

test('every rule of the command is a rule of the plugin', () => {
  expect(Object.keys(clever.rules)).toEqual(rules.map(({ name }) => name));
});

test.each(rules.map((rule) => [rule.name, rule] as const))('%s has a full description', (name, rule) => {
  expect(clever.rules[name]?.meta).toEqual({
    type: 'problem',
    docs: {
      description: rule.description,
      url: expect.stringMatching(new RegExp(`^file://.+/docs/rules/${name}\\.md$`)),
      recommended: rule.levels.recommended !== 'off',
      strict: rule.levels.strict !== 'off',
    },
    schema: [],
    defaultOptions: [],
    messages: rule.messages,
    ...(rule.fixable ? { fixable: 'code' } : {}),
    hasSuggestions: rule.hasSuggestions,
  });
});

test('a rule that fixes nothing is not called fixable', () => {
  const rule = ruleAt('plain', { recommended: 'off', strict: 'error' });
  expect(toEslintRule(rule, [rule]).meta).not.toHaveProperty('fixable');
  expect(toEslintRule(rule, [rule]).meta.docs).toMatchObject({ recommended: false, strict: true });
});

describe('a preset', () => {
  test.each(['recommended', 'strict'] as const)('%s is one flat object with the plugin itself', (preset) => {
    const config = clever.configs[preset];
    expect(config.name).toBe(`clever/${preset}`);
    expect(Object.keys(config)).toEqual(['name', 'plugins', 'rules']);
    expect(config.plugins['clever']).toBe(clever);
  });

  test.each(['recommended', 'strict'] as const)('%s turns on the rules of the command', (preset) => {
    const names = rules.filter(({ levels }) => levels[preset] === 'error').map(({ name }) => `clever/${name}`);
    expect(names).not.toEqual([]);
    expect(clever.configs[preset].rules).toMatchObject(Object.fromEntries(names.map((name) => [name, 'error'])));
  });

  test('has the level of each rule, without those that ESLint has no level for', () => {
    const some = [
      ruleAt('grave', { recommended: 'error', strict: 'error' }),
      ruleAt('light', { recommended: 'warning', strict: 'error' }),
      ruleAt('hint', { recommended: 'info', strict: 'warning' }),
      ruleAt('new', { recommended: 'off', strict: 'info' }),
    ];
    expect(toConfig('recommended', clever, some).rules).toEqual({ 'clever/grave': 'error', 'clever/light': 'warn' });
    expect(toConfig('strict', clever, some).rules).toEqual({
      'clever/grave': 'error',
      'clever/light': 'error',
      'clever/hint': 'warn',
    });
  });
});

test('its types are those that ESLint 9 and 10 and typescript-eslint ask for', () => {
  const plugin: ESLint.Plugin = clever;
  const plugin9: ESLint9.Plugin = clever;
  const pluginOfTypescriptEslint: TSESLint.FlatConfig.Plugin = clever;
  const rulesOfTypescriptEslint: Record<string, TSESLint.RuleModule<string, []>> = clever.rules;
  const parsers: [Linter.Config, Linter9.Config, TSESLint.FlatConfig.Config] = [
    clever.configs.typescript,
    clever.configs.typescript,
    clever.configs.typescript,
  ];
  const config: Linter.Config = clever.configs.recommended;
  const config9: Linter9.Config = clever.configs.recommended;
  const configOfTypescriptEslint: TSESLint.FlatConfig.Config = clever.configs.recommended;
  expect([plugin, plugin9, pluginOfTypescriptEslint].every((one) => one === clever)).toBe(true);
  expect(rulesOfTypescriptEslint).toBe(clever.rules);
  expect(parsers.every(({ files }) => files?.includes('**/*.{ts,tsx,mts,cts}'))).toBe(true);
  const configs = [config, config9, configOfTypescriptEslint];
  expect(configs.every((one) => one === clever.configs.recommended)).toBe(true);
  expect(defineConfig(clever.configs.strict)).toEqual([clever.configs.strict]);
  expect(defineConfig9(clever.configs.strict)).toEqual([clever.configs.strict]);
  expect(defineConfig({ plugins: { clever }, extends: ['clever/strict'] })).toHaveLength(2);
});

describe('`configs.typescript` has TypeScript read with the parser that is installed', () => {
  const configs = [clever.configs.typescript, clever.configs.recommended];
  const text = `export const load = (token: string) => fetch('https://api.clever.com/me', { headers: { token } });\n`;
  const expected = [{ ruleId: 'clever/no-unversioned-me', line: 1 }];

  test('by ESLint 9', () => {
    const linter = new Linter9({ cwd: temporaryFolder() });
    expect(linter.verify(text, configs, { filename: 'load.ts' })).toMatchObject(expected);
  });

  test('by ESLint 10', () => {
    const linter = new Linter({ cwd: temporaryFolder() });
    expect(linter.verify(text, configs, { filename: 'load.ts' })).toMatchObject(expected);
  });
});

describe('without a parser for TypeScript', () => {
  test('`configs.typescript` says what to install', () => {
    const missing = Object.assign(new Error("Cannot find module '@typescript-eslint/parser'"), {
      code: 'MODULE_NOT_FOUND',
    });
    const load = () => {
      throw missing;
    };
    expect(() => loadParser(load)).toThrow(
      'clever-audit: `configs.typescript` needs a parser for TypeScript. Run `npm install --save-dev @typescript-eslint/parser@8`.',
    );
  });

  test('an error of the parser itself is not taken for a missing one', () => {
    const load = () => {
      throw new Error('broken');
    };
    expect(() => loadParser(load)).toThrow('broken');
  });
});

/** Does not compile when ESLint no longer gives a rule what the plugin's rules ask of it. */
export function asHostContext(context: Rule.RuleContext): HostContext {
  return context;
}
