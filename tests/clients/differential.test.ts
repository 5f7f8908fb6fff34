import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_PROGRAMS } from './programs/index.js';
import { asArrived, computed, runPrograms, type Outcome } from './support/outcomes.js';
import type { ClientPrograms } from './support/programs.js';

describe.each(Object.entries(CLIENT_PROGRAMS))('%s', (_, client) => {
  const { requests, answers, refused = {} } = client;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const programs = [requests, answers, refused].flatMap((table) => Object.values(table));
    const results = await runPrograms(programs.map((program) => withInstalledNames(client, program)));
    programs.forEach((program, index) => outcomes.set(program, results[index] as Outcome));
  });

  const run = (program: string) => {
    const outcome = outcomes.get(program) as Outcome;
    return { outcome, usages: computed(withUsualNames(client, outcome.code)) };
  };

  it.each(Object.entries(requests))('asks for the computed URL: %s', (_name, program) => {
    const { outcome, usages } = run(program);
    expect(outcome.arrived, outcome.error ?? '').not.toHaveLength(0);
    const requested = usages.filter(({ origin }) => origin === 'request');
    expect(distinct(requested.map(asArrived))).toEqual(distinct(outcome.arrived));
    expect(requested.map(({ confidence }) => confidence)).not.toContain('likely');
  });

  it.each(Object.entries(answers))('answers what is followed: %s', (_name, program) => {
    const { outcome, usages } = run(program);
    expect(outcome.id, outcome.error ?? '').toBe('42');
    const reads = usages.flatMap(({ answer }) => answer?.reads ?? []);
    expect(reads.map(({ path }) => path.join('.'))).toContain('data.id');
    expect(reads.filter(({ path }) => path[0] !== 'data')).toEqual([]);
  });

  it.each(Object.entries(refused))('asks for nothing: %s', (_name, program) => {
    const { outcome, usages } = run(program);
    expect(outcome.arrived).toEqual([]);
    expect(usages.filter(({ confidence }) => confidence === 'certain')).toEqual([]);
  });
});

function withInstalledNames({ head, installedAs = {} }: ClientPrograms, program: string): string {
  return renamed(`${head}\n${program}`, Object.entries(installedAs));
}

function withUsualNames({ installedAs = {} }: ClientPrograms, code: string): string {
  return renamed(
    code,
    Object.entries(installedAs).map(([usual, installed]) => [installed, usual]),
  );
}

function renamed(code: string, names: readonly (readonly [string, string])[]): string {
  return names.reduce((text, [from, to]) => text.replaceAll(`'${from}'`, `'${to}'`), code);
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
