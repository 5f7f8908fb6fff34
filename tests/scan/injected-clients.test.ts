import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const HOST = "'https://api.clever.com'";
const READS = 'async me() {\n    return this.http(`${this.base}/me`);\n  }';

/** Programs that hand a client and a host to the code that asks, by whatever name that keeps them. */
const injected: Readonly<Record<string, string>> = {
  'a constructor': `class Gateway {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  ${READS}\n}\nexport const gateway = new Gateway(fetch, ${HOST});\n`,
  'a constructor, of a host that is written': `class Gateway {\n  constructor(http) {\n    this.send = http;\n  }\n  me() {\n    return this.send('https://api.clever.com/me');\n  }\n}\nexport const gateway = new Gateway(fetch);\n`,
  'a constructor, of a whole address': `class Gateway {\n  constructor(http, url) {\n    this.http = http;\n    this.url = url;\n  }\n  me() {\n    return this.http(this.url);\n  }\n}\nexport const gateway = new Gateway(fetch, ${HOST} + '/me');\n`,
  'private fields': `class Gateway {\n  #send;\n  #root;\n  constructor(send, root) {\n    this.#send = send;\n    this.#root = root;\n  }\n  me() {\n    return this.#send(this.#root + '/me');\n  }\n}\nexport const gateway = new Gateway(fetch, ${HOST});\n`,
  'an object of dependencies': `class Gateway {\n  constructor(deps) {\n    this.deps = deps;\n  }\n  me() {\n    return this.deps.ask(\`\${this.deps.base}/me\`);\n  }\n}\nexport const gateway = new Gateway({ ask: fetch, base: ${HOST} });\n`,
  'a pattern': `class Gateway {\n  constructor({ fetch: http, base }) {\n    this.http = http;\n    this.base = base;\n  }\n  ${READS}\n}\nexport const gateway = new Gateway({ fetch, base: ${HOST} });\n`,
  'an heir': `class Gateway {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  ${READS}\n}\nexport class Clever extends Gateway {\n  constructor() {\n    super(fetch, ${HOST});\n  }\n}\n`,
  'a constructor function': `function Gateway(http, base) {\n  this.http = http;\n  this.base = base;\n}\nGateway.prototype.me = function () {\n  return this.http(this.base + '/me');\n};\nexport const gateway = new Gateway(fetch, ${HOST});\n`,
  'a container': `class Gateway {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  ${READS}\n}\nconst makers = new Map();\nmakers.set('clever', () => new Gateway(fetch, ${HOST}));\nexport const gateway = makers.get('clever')();\n`,
  'a static member of the class': `class Rest {\n  url(path) {\n    return \`\${this.constructor.base}/\${path}\`;\n  }\n  me() {\n    return fetch(this.url('me'));\n  }\n}\nexport class Clever extends Rest {\n  static base = ${HOST};\n}\n`,
};

/** The same, where nobody sees what the client is: the address alone says that it is Clever's. */
const unseen: Readonly<Record<string, string>> = {
  'a class': `class Gateway {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  ${READS}\n}\nexport const gateway = new Gateway(container.get('http'), ${HOST});\n`,
  'a function': `export const me = (base) => transport(\`\${base}/me\`);\nme(${HOST});\n`,
  'a host with a path that is put in':
    "export const get = (path) => transport(`https://api.clever.com/${path}`);\nget('me');\n",
};

/** Hosts that leave sight together with what is asked of them. */
const hosts: Readonly<Record<string, string>> = {
  'a class of a package': `import { Client } from 'some-sdk';\nexport const me = () => new Client(${HOST}).whoami();\n`,
  'a function out of sight': `import { send } from './gone.js';\nconst BASE = ${HOST};\nexport const load = (path) => send(BASE, path);\n`,
  'options without a scheme':
    "export const me = (transport) => transport.exec({ server: 'api.clever.com', resource: ['me'] });\n",
  'a name that is handed on':
    "const settings = { host: 'api.clever.com', endpoint: 'me' };\nexport const me = () => window.jsonp(settings, (x) => x.data.name);\n",
  'a base with a path that nobody knows': `class Gateway {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  of(path) {\n    return this.http(this.base + path);\n  }\n}\nexport const gateway = new Gateway(container.get('http'), ${HOST});\n`,
};

/** Hosts that ask for nothing, or whose requests are all known. */
const harmless: Readonly<Record<string, string>> = {
  'a comparison': "export const isClever = (url) => new URL(url).hostname === 'api.clever.com';\n",
  'a list of allowed hosts':
    "const ALLOWED_HOSTS = ['api.clever.com', 'example.com'];\nexport const isAllowed = (host) => ALLOWED_HOSTS.includes(host);\n",
  'a log': `console.log('asks', ${HOST});\n`,
  'an error': `export const fail = () => {\n  throw new Error(${HOST});\n};\n`,
  'requests of v3.0': `const BASE = ${HOST};\nexport const me = (headers) => fetch(\`\${BASE}/v3.0/me\`, { headers });\n`,
  'a client of v3.0': `import axios from 'axios';\nconst api = axios.create({ baseURL: ${HOST} });\nexport const me = () => api.get('/v3.0/me');\n`,
};

function auditOf(text: string) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module", "private": true }', 'a.js': text });
  return audit({ cwd, paths: ['.'], rules });
}

const called = (text: string) => auditOf(text).findings.filter(({ rule }) => rule === 'clever/no-unversioned-me');

describe('a client and a host that are handed in', () => {
  it.each(Object.entries(injected))('by %s', (_, text) => {
    expect(called(text).map(({ confidence }) => confidence)).toEqual(['certain']);
  });

  it.each(Object.entries(unseen))('by %s, whose client nobody sees', (_, text) => {
    expect(called(text).map(({ confidence }) => confidence)).toEqual(['likely']);
  });
});

describe('a host that goes where nobody sees what is asked', () => {
  it.each(Object.entries(hosts))('leaves no run clean: %s', (_, text) => {
    const { unresolved, findings } = auditOf(text);
    expect(findings.filter(({ rule }) => rule !== 'clever/no-unresolved-url')).toEqual([]);
    expect(unresolved.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^what `.+` \(a\.js:\d+\) requests from this host$/),
    ]);
  });

  it.each(Object.entries(harmless))('says nothing of %s', (_, text) => {
    const { unresolved, findings } = auditOf(text);
    expect({ unresolved, findings }).toEqual({ unresolved: [], findings: [] });
  });
});
