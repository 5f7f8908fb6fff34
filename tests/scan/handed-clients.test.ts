import { describe, expect, it, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const SEND = "await fetch('https://api.clever.com' + path)";
const SEND_TO_BASE = 'await fetch(base + path)';
const METHOD = `async get(path) {\n    return (${SEND}).json();\n  }`;
const NAME = 'console.log((await me).data.name.first);\n';

/** Programs that hand what asks Clever to the code that says what to ask for. */
const handed: Readonly<Record<string, string>> = {
  'an object': `const api = { ${METHOD} };\nconst load = (client) => client.get('/me');\nconst me = load(api);\n${NAME}`,
  'what a function makes': `const open = () => ({ ${METHOD} });\nconst load = (client) => client.get('/me');\nconst me = load(open());\n${NAME}`,
  'an instance of a class': `class Api {\n  ${METHOD}\n}\nconst load = (client) => client.get('/me');\nconst me = load(new Api());\n${NAME}`,
  'an instance of a constructor function': `function Api() {}\nApi.prototype.get = async function (path) {\n  return (${SEND}).json();\n};\nconst load = (client) => client.get('/me');\nconst me = load(new Api());\n${NAME}`,
  'to a class, what a function makes': `const open = () => ({ ${METHOD} });\nclass Users {\n  constructor(client) {\n    this.client = client;\n  }\n  me() {\n    return this.client.get('/me');\n  }\n}\nconst me = new Users(open()).me();\n${NAME}`,
  'from class to class, a function': `class Users {\n  constructor(send) {\n    this.send = send;\n  }\n  me() {\n    return this.send('/me');\n  }\n}\nclass Sdk {\n  constructor(send) {\n    this.users = new Users(send);\n  }\n}\nconst sdk = new Sdk(async (path) => (${SEND}).json());\nconst me = sdk.users.me();\n${NAME}`,
  'a function that a function makes': `const open = (base) => async (path) => (${SEND_TO_BASE}).json();\nconst load = (get) => get('/me');\nconst me = load(open('https://api.clever.com'));\n${NAME}`,
  'taken by a pattern': `const open = () => {\n  const get = async (path) => (${SEND}).json();\n  return { get };\n};\nconst load = ({ get }) => get('/me');\nconst me = load(open());\n${NAME}`,
  'by way of another function': `const api = { ${METHOD} };\nconst load = (client) => client.get('/me');\nconst session = (services) => load(services.clever);\nconst me = session({ clever: api });\n${NAME}`,
  'under a computed name': `const KEY = 'ask';\nconst open = (send) => ({ [KEY]: send });\nconst load = (client) => client.ask('/me');\nconst me = load(open(async (path) => (${SEND}).json()));\n${NAME}`,
  'as an interface': `interface Client {\n  get(path: string): Promise<any>;\n}\nconst open = (): Client => ({ async get(path: string) {\n  return (${SEND}).json();\n} });\nconst load = (client: Client) => client.get('/me');\nconst me = load(open());\n${NAME}`,
};

/** Those whose code has no place for a second request that this tool sees. */
const BY_HAND: ReadonlySet<string> = new Set(['from class to class, a function']);

const CLEVER_AND_OTHER = `class Api {
  constructor(base) {
    this.base = base;
  }
  async get(path) {
    return (await fetch(this.base + path)).json();
  }
}
`;

/** Programs that ask Clever for \`/v3.0/me\`, and another server for \`/me\`, by the same code. */
const apart: Readonly<Record<string, string>> = {
  'two instances and two paths': `${CLEVER_AND_OTHER}const load = (client, path) => client.get(path);\nload(new Api('https://api.clever.com'), '/v3.0/me');\nload(new Api('https://example.com'), '/me');\n`,
  'two instances in two functions': `${CLEVER_AND_OTHER}const ofClever = (client) => client.get('/v3.0/me');\nconst ofOther = (client) => client.get('/me');\nofClever(new Api('https://api.clever.com'));\nofOther(new Api('https://example.com'));\n`,
  'two functions that are made': `const open = (base) => async (path) => (${SEND_TO_BASE}).json();\nconst load = (get, path) => get(path);\nload(open('https://api.clever.com'), '/v3.0/me');\nload(open('https://example.com'), '/me');\n`,
  'two functions': `const clever = async (path) => (${SEND}).json();\nconst other = async (path) => (await fetch('https://example.com' + path)).json();\nconst load = (get, path) => get(path);\nload(clever, '/v3.0/me');\nload(other, '/me');\n`,
};

function auditOf(text: string): ReturnType<typeof audit> {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module", "private": true }', 'a.ts': text });
  return audit({ cwd, paths: ['.'], rules });
}

describe('a client that is handed on', () => {
  it.each(Object.entries(handed))('%s', (name, text) => {
    const { findings, unresolved } = auditOf(text);
    const calls = findings.filter(({ rule }) => rule === 'clever/no-unversioned-me');
    expect(calls.map(({ confidence }) => confidence)).toEqual(['certain']);
    expect(calls.every(({ fix }) => fix !== null)).toBe(!BY_HAND.has(name));
    expect(findings.some(({ rule }) => rule === 'clever/no-removed-me-field')).toBe(true);
    expect(unresolved).toEqual([]);
  });

  it.each(Object.entries(apart))('asks what it was handed with: %s', (_, text) => {
    const { findings, unresolved } = auditOf(text);
    expect(findings).toEqual([]);
    expect(unresolved).toEqual([]);
  });
});

test('what a class is made with is not taken from what is made of its instances', () => {
  const cwd = temporaryFolder({
    'package.json': '{ "type": "module", "private": true, "dependencies": { "axios": "1" } }',
    'gateway.js': `import axios from 'axios';
export class Gateway {
  constructor(options) {
    this.http = axios.create({ baseURL: options.host });
  }
  me() {
    return this.http.get('/v1.1/me');
  }
}
`,
    'login.js': `export class Login {
  constructor(gateway) {
    this.gateway = gateway;
  }
  async name() {
    return (await this.gateway.me()).data.data.name.first;
  }
}
`,
    'main.js': `import { Gateway } from './gateway.js';
import { Login } from './login.js';
console.log(await new Login(new Gateway({ host: 'https://api.clever.com' })).name());
`,
  });
  const { findings, unresolved } = audit({ cwd, paths: ['.'], rules });
  expect(findings.map(({ rule, confidence }) => `${rule} ${confidence}`)).toEqual([
    'clever/no-v1-endpoint certain',
    'clever/no-removed-me-field certain',
  ]);
  expect(unresolved).toEqual([]);
});
