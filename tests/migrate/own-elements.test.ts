import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { PREVENTS_CHANGE } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

/** The finding of the call, and the code, of a program that collects students. */
function findingFor(body: string) {
  const code = `const { data } = await (await fetch('https://api.clever.com/v1.1/students', { headers })).json();
const students = data.map((row) => row.data);
${body}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  return { code, call: audit({ cwd }).findings.find(({ topic }) => topic === 'call') };
}

/** What is offered for it, or why nothing is, and the code that the reason is about. */
function offerFor(body: string) {
  const { code, call } = findingFor(body);
  const blocking = call?.related.find(({ message }) => message === PREVENTS_CHANGE);
  return {
    isFix: Boolean(call?.fix),
    isOffered: Boolean(call?.suggestions.length),
    refusal: call?.refusal ?? null,
    at: blocking ? code.slice(blocking.span.start, blocking.span.end) : null,
  };
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
    expect(offerFor(body)).toEqual({ isFix, isOffered: !isFix, refusal: null, at: null });
  });
});

/** Own objects that come to code that reads students, in another way than by a call of it; each with the line that reads. */
const MIXED = {
  'a function by its name, for each':
    'const print = (s) => show(s.grade);\nstudents.forEach(print);\n[{ grade: 7 }].forEach(print);',
  'a function by its name, to sort':
    'const by = (a, b) => a.grade - b.grade;\nshow(students.sort(by), [{ grade: 7 }, { grade: 6 }].toSorted(by));',
  'a function by its name, to find':
    'function isThird(s) { return s.grade === 3; }\nshow(students.find(isThird), own.some(isThird));',
  'a function by its name, to add up':
    "const add = (all, s) => all + s.grade;\nshow(students.reduce(add, ''), own.reduce(add, ''));",
  'a bound copy':
    "const print = (mark, s) => show(mark, s.grade);\nstudents.forEach(print.bind(null, '>'));\nprint('', { grade: 7 });",
  'another name':
    'const print = (s) => show(s.grade);\nconst same = print;\nstudents.forEach(print);\nown.filter(same);',
  'one of two functions':
    'const print = (s) => show(s.grade);\nstudents.forEach(print);\nown.forEach(quiet ? String : print);',
  'a function of a list in a promise':
    'const print = (list) => show(list.map((s) => s.grade));\nPromise.resolve(students).then(print);\nPromise.resolve(own).then(print);',
  'a function that a helper calls':
    'const each = (list, call) => list.forEach(call);\nconst print = (s) => show(s.grade);\neach(students, print);\neach(own, print);',
  'a method':
    'class Page {\n  print(s) { show(s.grade); }\n  all() { students.forEach(this.print); own.forEach(this.print); }\n}\nnew Page().all();',
  'push to the list of the answer': 'students.push({ grade: 7 });\nshow(students.map((s) => s.grade));',
  'unshift to a copy':
    'const copy = students.filter((s) => s.id);\ncopy.unshift({ grade: 7 });\nshow(copy.map((s) => s.grade));',
  'splice by another name': 'const rows = students;\nrows.splice(0, 0, ...own);\nshow(students.map((s) => s.grade));',
  'push in a helper':
    'function add(list, row) { list.push(row); }\nadd(students, { grade: 7 });\nshow(students.map((s) => s.grade));',
  'push to a field':
    'class Page {\n  constructor(list) { this.list = list; }\n  add() { this.list.push({ grade: 7 }); }\n  all() { return this.list.map((s) => s.grade); }\n}\nshow(new Page(students).all());',
  'push to a sorted list':
    'const sorted = students.sort(() => 0);\nsorted.push({ grade: 7 });\nshow(students.map((s) => s.grade));',
  'a set of students': 'const all = new Set(students);\nall.add({ grade: 7 });\nfor (const s of all) show(s.grade);',
  'a map of students':
    'const all = new Map(students.map((s) => [s.id, s]));\nall.set(1, { grade: 7 });\nfor (const [, s] of all) show(s.grade);',
  'the default of a parameter':
    "const nobody = { grade: '-' };\nconst line = (n, student = nobody) => show(n, student.grade);\nline(1, students[9]);",
  'the default of a list':
    'const grades = (list = [{ grade: 7 }]) => list.map((s) => s.grade);\nshow(grades(students), grades());',
  'the default of an element': 'const [next = { grade: 7 }] = students;\nshow(next.grade);',
  'the default of a pattern': 'const line = ({ grade } = { grade: 7 }) => show(grade);\nline(students[9]);',
  'the default of an assignment': 'let first;\n[first = { grade: 7 }] = students;\nshow(first.grade);',
  'lists in a list': 'for (const list of [students, own]) for (const s of list) show(s.grade);',
  'lists in an object':
    'for (const [, list] of Object.entries({ clever: students, file: own })) show(list.map((s) => s.grade));',
  'lists by their names':
    "const lists = { clever: students, file: own };\nfor (const key of ['clever', 'file']) show(lists[key].map((s) => s.grade));",
  'lists by any name':
    'const lists = { clever: students, file: own };\nfor (const key in lists) for (const s of lists[key]) show(s.grade);',
  'lists that are waited for': 'for (const list of await Promise.all([students, own])) show(list.map((s) => s.grade));',
  'lists made one list': 'show([students, own].flat().map((s) => s.grade));',
  'lists in lists made one list': 'show([[students], [own]].flat(2).map((s) => s.grade));',
  'two for each': 'show(students.flatMap((s) => [s, { grade: 7 }]).map((s) => s.grade));',
  pairs: 'for (const pair of students.map((s) => [s, { grade: 7 }])) for (const s of pair) show(s.grade);',
  'a generator':
    'function* rows() {\n  yield { grade: 7 };\n  yield* students;\n}\nfor (const s of rows()) show(s.grade);',
  'rest arguments':
    'const report = (...people) => people.map((s) => s.grade);\nshow(report(students[0], { grade: 7 }));',
  'arguments of a list':
    'const report = (...people) => people.map((s) => s.grade);\nshow(report(...students, { grade: 7 }));',
  'a swap': 'let a = students[0];\nlet b = { grade: 7 };\n[a, b] = [b, a];\nshow(a.grade);',
};

/** Nearly the same, where nothing but students comes to what reads them. */
const UNMIXED = {
  'two lists of the answer':
    'const print = (s) => show(s.grade);\nstudents.forEach(print);\nstudents.filter((s) => s.id).forEach(print);',
  'a list and one of it': 'const print = (s) => show(s.grade);\nstudents.forEach(print);\nprint(students[0]);',
  'a helper that calls another function':
    'const each = (list, call) => list.forEach(call);\nconst print = (s) => show(s.grade);\neach(students, print);\neach(own, (s) => show(s.age));',
  'a function that only unwraps':
    'const same = (s) => s;\nshow(students.map((s) => same(s).grade), own.map((s) => s.grade));',
  'a list of fields': 'const grades = students.map((s) => s.grade);\ngrades.push({ any: true });\nshow(grades);',
  'a list of objects that are made':
    'const rows = students.map((s) => ({ label: s.grade }));\nrows.push({ label: 7 });\nshow(rows.map((row) => row.label));',
  'a copy that nothing is read of':
    'const copy = [...students];\ncopy.push({ grade: 7 });\nshow(copy.length, students.map((s) => s.grade));',
  'an empty list as a default': 'const grades = (list = []) => list.map((s) => s.grade);\nshow(grades(students));',
  'the default of something else':
    "const line = (s, mark = { text: '>' }) => show(mark.text, s.grade);\nstudents.forEach((s) => line(s));",
  'the default of a field': 'const line = ({ grade = 7 }) => show(grade);\nstudents.forEach((s) => line(s));',
  'lists of the answer':
    'for (const list of [students, students.filter((s) => s.id)]) for (const s of list) show(s.grade);',
  'lists of the answer made one list': 'show([students, students.filter((s) => s.id)].flat().map((s) => s.grade));',
  'a list that is taken by its place':
    'const [list, others] = [students, own];\nshow(list.map((s) => s.grade), others);',
  'a list that is taken by its name': 'const state = { list: students, own };\nshow(state.list.map((s) => s.grade));',
  'rest arguments of the answer':
    'const report = (...people) => people.map((s) => s.grade);\nshow(report(students[0], students[1]));',
  'a generator of the answer': 'function* rows() {\n  yield* students;\n}\nfor (const s of rows()) show(s.grade);',
};

describe('code that reads students is left where things of the program come to it too', () => {
  test.each(Object.entries(MIXED))('by %s', (_name, body) => {
    expect(offerFor(`const own = [{ grade: 7 }];\n${body}`)).toEqual({
      isFix: false,
      isOffered: false,
      refusal: expect.stringMatching(/the code that reads `grade` also handles objects from other sources/),
      at: 'grade',
    });
  });

  test.each(Object.entries(UNMIXED))('but not for %s', (_name, body) => {
    expect(offerFor(`const own = [{ grade: 7 }];\n${body}`)).toEqual({
      isFix: true,
      isOffered: false,
      refusal: null,
      at: null,
    });
  });

  test('and reads what an empty object lacks with a question mark', () => {
    const { call } = findingFor('const line = (student = {}) => show(student.grade);\nline(students[9]);');
    expect(call?.fix?.edits.map(({ text }) => text).join()).toContain('roles?.student.grade');
  });
});
