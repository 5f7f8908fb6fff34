import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const LOAD = `async function load(path, token) {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
`;
const GET_ME = `${LOAD}const getMe = async (token) => (await load('/me', token)).data;\n`;
const PREVIEW = "{ name: { first: 'Kit' }, type: 'teacher' }";
const NAME = 'console.log(me.data.name.first);\n';

/** Programs in which the answer stands beside something else, or is kept for the next request; a fix would break them. */
const held: Readonly<Record<string, string>> = {
  'the default of a parameter': `${GET_ME}const greet = async (who = getMe(1)) => (await who).type;\nconsole.log(await greet(), await greet(${PREVIEW}));\n`,
  'the default of a member that a parameter takes': `${GET_ME}const greet = async ({ who = getMe(1) }) => (await who).type;\nconsole.log(await greet({ who: ${PREVIEW} }));\n`,
  'the default of an element': `${GET_ME}const kept = JSON.parse(process.env.KEPT ?? '[]');\nconst [first = await getMe(1)] = kept;\nconsole.log(first.type);\n`,
  'the default of a variable that a pattern fills': `${GET_ME}const session = { me: ${PREVIEW} };\nconst { me = await getMe(1) } = session;\nconsole.log(me.type);\n`,
  'functions that are called one after the other': `${LOAD}const pipe = (...steps) => (start) => steps.reduce((done, step) => done.then(step), Promise.resolve(start));\nconst member = (name) => (value) => value[name];\nconst name = pipe((token) => load('/me', token), member('data'), member('name'));\nconsole.log(await name(1));\n`,
  'a function that sends once': `${LOAD}const once = (send) => {\n  let answer;\n  return (...given) => (answer ??= send(...given));\n};\nconst ask = once(load);\nconst me = await ask('/me', 1);\n${NAME}`,
  'a promise that a module keeps': `let pending;\nfunction ask(path, token) {\n  if (!pending) pending = fetch('https://api.clever.com' + path, { headers: { Authorization: token } });\n  return pending;\n}\nconst me = await (await ask('/me', 1)).json();\n${NAME}`,
  'a promise that an object keeps': `${LOAD}class Api {\n  ask(path) {\n    return (this.answer ??= load(path, 1));\n  }\n}\nconst me = await new Api().ask('/me');\n${NAME}`,
};

/** What is like these, and moves. */
const moved: Readonly<Record<string, string>> = {
  'a default that no caller replaces': `${GET_ME}const greet = async (who = getMe(1)) => (await who).name.first;\nconsole.log(await greet());\n`,
  'a client that is made once': `import { Agent } from 'undici';\nlet dispatcher;\nasync function ask(path, token) {\n  dispatcher ??= new Agent();\n  const response = await fetch('https://api.clever.com' + path, { dispatcher, headers: { Authorization: token } });\n  if (!response.ok) throw new Error('refused');\n  return response.json();\n}\nconst me = await ask('/me', 1);\n${NAME}`,
};

const fixed = (text: string) =>
  fixFolder(temporaryFolder({ 'package.json': '{ "type": "module", "private": true }', 'main.js': text }));

describe('an answer beside something else', () => {
  it.each(Object.entries(held))('is left: %s', (_, text) => {
    const { before, changes } = fixed(text);
    expect(before.findings).not.toEqual([]);
    expect(changes).toEqual([]);
  });

  it.each(Object.entries(moved))('moves: %s', (_, text) => {
    expect(fixed(text).changes).not.toEqual([]);
  });

  it('changes the function that is called where a caller hands in none', () => {
    const text = `${GET_ME}const short = (me) => me.type;\nasync function show(token, view = short) {\n  return view(await getMe(token));\n}\nconsole.log(await show(1), await show(1, (me) => me.type + '!'));\n`;
    const [change] = fixed(text).changes;
    expect(change?.after).not.toContain('me.type');
  });
});
