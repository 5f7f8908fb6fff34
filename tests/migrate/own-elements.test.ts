import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** What is offered for a program that collects students. */
function offerFor(body: string) {
  const code = `const { data } = await (await fetch('https://api.clever.com/v1.1/students', { headers })).json();
const students = data.map((row) => row.data);
${body}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  const call = audit({ cwd }).findings.find(({ topic }) => topic === 'call');
  return { isFix: Boolean(call?.fix), isOffered: Boolean(call?.suggestions.length), refusal: call?.refusal ?? null };
}

describe('code that reads a collection reads what else the program puts into it', () => {
  test.each([
    [
      'push',
      'const all = []; all.push(...students); all.push({ grade: 7 }); for (const each of all) show(each.grade);',
    ],
    [
      'unshift',
      'const all = []; for (const each of students) all.push(each); all.unshift({ grade: 7 }); show(all[0].grade);',
    ],
    [
      'two at once',
      'const all = []; for (const each of students) all.push(each, { grade: 7 }); show(all.map((s) => s.grade));',
    ],
    [
      'a set',
      'const all = new Set(); for (const each of students) all.add(each); all.add({ grade: 7 }); for (const s of all) show(s.grade);',
    ],
    [
      'a map',
      'const all = new Map(); for (const each of students) all.set(each.id, each); all.set(1, { grade: 7 }); for (const [, s] of all) show(s.grade);',
    ],
    [
      'a stored one',
      'const all = []; for (const each of students) all.push(each); all.push(JSON.parse(text)); for (const s of all) show(s.grade);',
    ],
    [
      'entries',
      'const all = new Map([[1, { grade: 7 }]]); for (const each of students) all.set(each.id, each); for (const s of all.values()) show(s.grade);',
    ],
  ])('%s', (_name, body) => {
    expect(offerFor(body)).toMatchObject({
      isFix: false,
      isOffered: false,
      refusal: expect.stringMatching(/other sources/),
    });
  });

  test.each([
    [
      'one list',
      'const all = []; for (const each of students) all.push(each); for (const s of all) show(s.grade);',
      true,
    ],
    [
      'another list has the rest',
      'const all = []; const own = []; all.push(...students); own.push({ grade: 7 }); for (const s of all) show(s.grade);',
      true,
    ],
    [
      'a new set',
      'const all = new Set(); for (const each of students) all.add(each); for (const s of all) show(s.grade);',
      true,
    ],
    [
      'a new map',
      'const all = new Map(); for (const each of students) all.set(each.grade, [...(all.get(each.grade) ?? []), each]); for (const [, list] of all) show(list.map((s) => s.sis_id));',
      false,
    ],
  ])('not where %s', (_name, body, isFix) => {
    expect(offerFor(body)).toEqual({ isFix, isOffered: !isFix, refusal: null });
  });
});
