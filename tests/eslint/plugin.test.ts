import { readFileSync } from 'node:fs';
import type { TSESLint } from '@typescript-eslint/utils';
import type { ESLint, Linter, Rule } from 'eslint';
import { defineConfig } from 'eslint/config';
import type { ESLint as ESLint9, Linter as Linter9 } from 'eslint9';
import { defineConfig as defineConfig9 } from 'eslint9/config';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import type { Levels } from '../../src/rule/rule.js';
import { defineRule } from '../../src/rule/rule.js';
import type { HostContext } from '../../src/eslint/host.js';
import { toConfig } from '../../src/eslint/plugin.js';
import { toEslintRule } from '../../src/eslint/rule.js';
import clever from '../../src/index.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** A rule that only its levels are of interest of. */
function ruleAt(name: string, levels: Levels) {
  return defineRule({
    name,
    judges: 'import',
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
      url: expect.stringMatching(new RegExp(`^https://.+/docs/rules/${name}\\.md$`)),
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
  const config: Linter.Config = clever.configs.recommended;
  const config9: Linter9.Config = clever.configs.recommended;
  const configOfTypescriptEslint: TSESLint.FlatConfig.Config = clever.configs.recommended;
  expect([plugin, plugin9, pluginOfTypescriptEslint].every((one) => one === clever)).toBe(true);
  const configs = [config, config9, configOfTypescriptEslint];
  expect(configs.every((one) => one === clever.configs.recommended)).toBe(true);
  expect(defineConfig(clever.configs.strict)).toEqual([clever.configs.strict]);
  expect(defineConfig9(clever.configs.strict)).toEqual([clever.configs.strict]);
  expect(defineConfig({ plugins: { clever }, extends: ['clever/strict'] })).toHaveLength(2);
});

/** Does not compile when ESLint no longer gives a rule what the plugin's rules ask of it. */
export function asHostContext(context: Rule.RuleContext): HostContext {
  return context;
}
