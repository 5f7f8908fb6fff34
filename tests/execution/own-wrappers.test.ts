import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program with a function of its own around `fetch`, which sends a token that it finds by itself. */
function wrapper(above: string, token: string, meanwhile = ''): string {
  return `${above}
async function api(path) {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: \`Bearer \${${token}}\` } });
  return response.ok ? response.json() : null;
}
async function greet() {
  const me = await api('/me');
  return me ? me.data.name.first : 'refused';
}
export async function main(given) {
  tokens[0] ??= given;
  const pending = greet();
  ${meanwhile}
  console.log(await pending);
}
`;
}

const TOKENS = "const tokens = [undefined, 'other'];\n";
const STATE = `${TOKENS}const state = { users: { at: 0 }, tokens };\n`;

/** Programs that may send another token by the second request. */
const CHANGING: Readonly<Record<string, string>> = {
  'what is computed of itself': wrapper(
    `${TOKENS}let turn = 0;\nfunction rotate() {\n  turn = (turn + 1) % tokens.length;\n}`,
    'tokens[turn]',
    'rotate();',
  ),
  'in a timer': wrapper(
    `${TOKENS}let turn = 0;\nconst rotate = () => { turn = Math.abs(turn - 1); };`,
    'tokens[turn]',
    'setTimeout(rotate, 0);',
  ),
  'by what another function computes': wrapper(
    `${TOKENS}let turn = 0;\nconst next = () => (turn + 1) % tokens.length;\nfunction rotate() {\n  turn = next();\n}`,
    'tokens[turn]',
    'rotate();',
  ),
  'under another name': wrapper(
    `${STATE}const { users } = state;\nfunction rotate() {\n  users.at = 1 - users.at;\n}`,
    'state.tokens[state.users.at]',
    'rotate();',
  ),
  'by what it is handed to': wrapper(
    `${STATE}function turnOf(what) {\n  what.at = (what.at + 1) % tokens.length;\n}\nfunction rotate() {\n  turnOf(state.users);\n}`,
    'state.tokens[state.users.at]',
    'rotate();',
  ),
  'the places in a list': wrapper(
    `${TOKENS}const rotate = () => tokens.reverse();`,
    'tokens[0]',
    'setTimeout(rotate, 0);',
  ),
  'an entry by its number': wrapper(
    `${TOKENS}let at = 0;\nfunction rotate() {\n  tokens[at] = tokens[at + 1];\n}`,
    'tokens[0]',
    'rotate();',
  ),
  'once, to something else': wrapper(
    `${TOKENS}let first = true;\nfunction rotate() {\n  first = false;\n}`,
    'first ? tokens[0] : tokens[1]',
    'rotate();',
  ),
};

const SESSION = `${TOKENS}const session = { at: 0 };\n`;

/** Programs that hand what the token is found by to code that is out of sight. */
const HANDED_ON: Readonly<Record<string, string>> = {
  'by a function of a library': wrapper(
    `import _ from 'lodash';\n${SESSION}const rotate = () => _.set(session, 'at', 1);`,
    'tokens[session.at]',
    'rotate();',
  ),
  'by a function of a package of its own': wrapper(
    `import { rotate } from 'rotator';\n${SESSION}`,
    'tokens[session.at]',
    'rotate(session);',
  ),
  'by a function of the language': wrapper(
    `${SESSION}const rotate = () => Reflect.set(session, 'at', 1);`,
    'tokens[session.at]',
    'rotate();',
  ),
  'by what a function is given': wrapper(
    `${SESSION}const rotate = (move) => { move(session); };\nexport const turned = (move) => rotate(move);`,
    'tokens[session.at]',
    'rotate((each) => { each.at = 1; });',
  ),
  'by a number that is computed': wrapper(
    `${SESSION}const rotate = () => Object.assign(session, { at: Math.abs(session.at - 1) });`,
    'tokens[session.at]',
    'rotate();',
  ),
};

/** Programs that choose a token by chance. */
const BY_CHANCE: Readonly<Record<string, string>> = {
  'a number for an entry': wrapper(TOKENS, 'tokens[Math.floor(Math.random() * tokens.length)]'),
  'a test': wrapper(TOKENS, 'Math.random() < 2 ? tokens[0] : tokens[1]'),
  'a number that has a name': wrapper(TOKENS, 'pick()').replace(
    'async function api',
    'function pick() {\n  const at = Math.floor(Math.random() * 2);\n  return tokens.at(at);\n}\nasync function api',
  ),
};

/** A program whose function around `fetch` is given what it takes the token out of. */
function taking(token: string, given: string, parameters = 'path, creds', before = ''): string {
  return `async function api(${parameters}) {
  ${before}
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: \`Bearer \${${token}}\` } });
  return response.ok ? response.json() : null;
}
export async function main(token) {
  const creds = ${given};
  const me = await api('/me', creds);
  console.log(me ? me.data.name.first : 'refused');
}
`;
}

/** Programs that take out of what they are given. */
const TAKING: Readonly<Record<string, string>> = {
  'the last one': taking('creds.pop()', "['other', token]"),
  'the first one, under another name': taking('list.shift()', "[token, 'other']", undefined, 'const list = creds;'),
  'the first one of a member': taking('tokens.splice(0, 1)[0]', "{ tokens: [token, 'other'] }", 'path, { tokens }'),
  'the first one, in another function': `const take = (list) => list.shift();\n${taking('take(creds)', "[token, 'other']")}`,
  'the other end': taking('creds.reverse()[0]', "['other', token]"),
};

/** Programs that send the same again. */
const KEPT: Readonly<Record<string, string>> = {
  'what is only shown': wrapper(`${SESSION}const show = () => console.info(session);`, 'tokens[session.at]', 'show();'),
  'what only a text is made of': wrapper(
    `${SESSION}const kept = [];\nconst keep = () => { kept.push(JSON.stringify(session)); };`,
    'tokens[session.at]',
    'keep();',
  ),
  'a list that nobody changes': wrapper(TOKENS, 'tokens[0]'),
  'a place that is chosen before': wrapper(
    `${TOKENS}let turn = 1;\nturn = (turn + 1) % tokens.length;`,
    'tokens[turn]',
  ),
  'a copy that is turned': wrapper(`${TOKENS}const shown = () => [...tokens].reverse();`, 'tokens[0]', 'shown();'),
  'a part of a text': taking('parts.pop()', '`Bearer ${token}`', undefined, "const parts = creds.split(' ');"),
  'a copy of what is given': taking('list.pop()', "['other', token]", undefined, 'const list = [...creds];'),
  'what the dots collect': taking('rest.pop()', 'token', 'path, ...rest'),
};

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('what a function around the client reads for each request', () => {
  it.each(Object.entries(CHANGING))('may change between the two: %s', async (_name, text) => {
    const { outcome, suggestions } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('left');
    expect(suggestions.join(' ')).toMatch(/First keep `/);
  });

  it.each(Object.entries(HANDED_ON))('may be changed out of sight: %s', async (_name, text) => {
    const { outcome, suggestions } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('left');
    expect(suggestions.join(' ')).toMatch(/First keep `session/);
  });

  it.each(Object.entries(BY_CHANCE))('is chosen by chance, with %s', async (_name, text) => {
    const { outcome, suggestions } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('left');
    expect(suggestions.join(' ')).toMatch(/Math\.random|tokens\.at/);
  });

  it.each(Object.entries(TAKING))('is taken away: %s', async (_name, text) => {
    const { outcome, suggestions } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('left');
    expect(suggestions.join(' ')).toMatch(/Check what reads `/);
  });

  it.each(Object.entries(KEPT))('near miss, is the same: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
  });
});
