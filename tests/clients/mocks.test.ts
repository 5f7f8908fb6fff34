import { beforeAll, describe, expect, it } from 'vitest';
import { axiosMockAdapter, nock } from './programs/mocks.js';
import { asArrived, computed, runPrograms, type Outcome } from './support/outcomes.js';

describe.each(Object.entries({ nock, axiosMockAdapter }))('%s', (_, { head, programs }) => {
  let outcomes: readonly Outcome[] = [];

  beforeAll(async () => {
    outcomes = await runPrograms(Object.values(programs).map((program) => `${head}\n${program}`));
  });

  it.each(Object.keys(programs).map((name, index) => [name, index] as const))('keeps back: %s', (_name, index) => {
    const { arrived, error, code } = outcomes[index] as Outcome;
    expect({ arrived, error }).toEqual({ arrived: [], error: null });
    const usages = computed(code);
    const urlsOf = (wanted: string) => usages.filter(({ origin }) => origin === wanted).map(asArrived);
    expect(urlsOf('mock')).not.toEqual([]);
    expect(urlsOf('mock').sort()).toEqual(urlsOf('request').sort());
  });
});
