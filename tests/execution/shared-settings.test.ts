import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ENVIRONMENT = 'CLEVER_API=https://api.clever.com/v1.1\n';
const ASKS = "const response = await fetch(process.env.CLEVER_API + '/districts');\nconsole.log(response.status);\n";

/** The names of the files that a fix changes. */
function changedBy(files: Readonly<Record<string, string>>): readonly string[] {
  const { changes } = fixFolder(temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', ...files }));
  return changes.map(({ file }) => file);
}

/** Programs that ask for paths of their own below the base of the environment. */
const READERS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'another language': ['sync.py', 'requests.get(os.environ["CLEVER_API"] + "/students")\n'],
  'a script of a shell': ['export.sh', 'curl "$CLEVER_API/students"\n'],
  'a script of a shell, with braces': ['export.sh', 'curl ${CLEVER_API}/students\n'],
  'a makefile': ['Makefile', 'roster:\n\tcurl $(CLEVER_API)/students\n'],
  'a batch file': ['export.bat', 'curl %CLEVER_API%/students\r\n'],
  'a script of the manifest': [
    'package.json',
    '{ "private": true, "type": "module", "scripts": { "roster": "curl $CLEVER_API/students" } }',
  ],
};

/** What only names the base, or another variable. */
const OTHERS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'a compose file that hands it on': [
    'compose.yaml',
    'services:\n  app:\n    environment:\n      CLEVER_API: ${CLEVER_API}\n',
  ],
  'an image that hands it on': ['Dockerfile', 'ARG CLEVER_API\nENV CLEVER_API=$CLEVER_API\n'],
  'a longer name': ['export.sh', 'curl "$CLEVER_API_OLD/students"\n'],
  'a document': ['README.md', 'Set `CLEVER_API`; `curl $CLEVER_API/districts` shows that it works.\n'],
};

describe('a base in an env file', () => {
  it('moves where the program alone uses it', () => {
    expect(changedBy({ '.env': ENVIRONMENT, 'app.js': ASKS })).toEqual(['.env']);
  });

  it.each(Object.entries(READERS))('stays where it is used by %s', (_name, [file, text]) => {
    expect(changedBy({ '.env': ENVIRONMENT, 'app.js': ASKS, [file]: text })).toEqual([]);
  });

  it.each(Object.entries(OTHERS))('moves beside %s', (_name, [file, text]) => {
    expect(changedBy({ '.env': ENVIRONMENT, 'app.js': ASKS, [file]: text })).toEqual(['.env']);
  });
});

/** Deployments that set the base, and have commands of their own that ask below it. */
const OWN_COMMANDS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'a step of a workflow': [
    '.github/workflows/smoke.yml',
    'jobs:\n  smoke:\n    env:\n      CLEVER_API: https://api.clever.com/v1.1\n    steps:\n      - run: curl -sf $CLEVER_API/students\n',
  ],
  'a command of an image': [
    'Dockerfile',
    'ENV CLEVER_API=https://api.clever.com/v1.1\nHEALTHCHECK CMD curl -f "${CLEVER_API}/students" || exit 1\n',
  ],
  'a job of a cluster': [
    'k8s/job.yaml',
    'spec:\n  containers:\n    - env:\n        - name: CLEVER_API\n          value: https://api.clever.com/v1.1\n      command: ["sh", "-c", "curl $CLEVER_API/students"]\n',
  ],
  'a service that is given it': [
    'compose.yaml',
    'services:\n  app:\n    build: .\n    environment:\n      CLEVER_API: https://api.clever.com/v1.1\n    healthcheck:\n      test: curl -f $$CLEVER_API/students\n',
  ],
};

const IMAGE = 'FROM node:20\nENV CLEVER_API=https://api.clever.com/v1.1\n';
const CLUSTER = 'kind: ConfigMap\ndata:\n  CLEVER_API: https://api.clever.com/v1.1\n';

describe('a base in the description of a deployment', () => {
  it.each(Object.entries(OWN_COMMANDS))('stays where it is used by %s in the same file', (_name, [file, text]) => {
    expect(changedBy({ 'app.js': ASKS, [file]: text })).toEqual([]);
  });

  it('moves in all of them at once', () => {
    const files = { 'app.js': ASKS, Dockerfile: IMAGE, 'k8s/config.yaml': CLUSTER };
    expect(changedBy(files)).toEqual(['Dockerfile', 'k8s/config.yaml']);
  });

  it('moves in none where the path moves too and one of them has to stay', () => {
    const asks = ASKS.replace('/districts', '/students');
    const files = { 'app.js': asks, Dockerfile: IMAGE, 'k8s/config.yaml': CLUSTER };
    expect(changedBy(files)).toEqual(['Dockerfile', 'app.js', 'k8s/config.yaml']);
    expect(changedBy({ ...files, 'sync.sh': 'curl $CLEVER_API/students\n' })).toEqual([]);
  });
});

/** A compose file with a service that is built here, and others. */
function services(lines: string, above = ''): string {
  return `${above}services:\n  app:\n    build: .\n${lines}`;
}

const GIVEN = '    environment:\n      CLEVER_API: https://api.clever.com/v1.1\n';
const ANCHOR = 'x-clever: &clever\n  CLEVER_API: https://api.clever.com/v1.1\n';
const MERGED = '    environment:\n      <<: *clever\n';
const ETL = '  etl:\n    image: example/etl:3\n';

/** Settings, and services that run other programs which take them. */
const TAKEN_BY_SERVICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a part of the file that both merge': { 'compose.yaml': services(`${MERGED}${ETL}${MERGED}`, ANCHOR) },
  'an environment that is named': {
    'compose.yaml': services(
      '    environment: &clever\n      CLEVER_API: https://api.clever.com/v1.1\n  etl:\n    image: example/etl\n    environment: *clever\n',
    ),
  },
  'an env file that both take': {
    '.env': ENVIRONMENT,
    'docker-compose.yml': services(`    env_file: .env\n${ETL}    env_file:\n      - path: ./.env\n`),
  },
  'a variable that is handed on': {
    '.env': ENVIRONMENT,
    'compose.yaml': services(`    env_file: .env\n${ETL}    environment:\n      - CLEVER_API\n`),
  },
  'a variable that is handed on by its value': {
    '.env': ENVIRONMENT,
    'compose.yaml': services(`    env_file: .env\n${ETL}    environment:\n      CLEVER_API: \${CLEVER_API}\n`),
  },
  'a program that is built elsewhere': {
    '.env': ENVIRONMENT,
    'compose.yaml': services(
      '    env_file: .env\n  etl:\n    image: example/etl\n    build: https://example.com/etl.git\n    env_file: .env\n',
    ),
  },
  'images of two programs': {
    'compose.yaml': `${ANCHOR}services:\n  app:\n    image: example/app\n${MERGED}${ETL}${MERGED}`,
  },
};

/** Settings that this program alone takes. */
const TAKEN_BY_ONE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another service that is given nothing': { 'compose.yaml': services(`${GIVEN}${ETL}`) },
  'a service that mounts the folder': {
    'compose.yaml': services(`${MERGED}  worker:\n    image: node:22\n    volumes: [".:/app"]\n${MERGED}`, ANCHOR),
  },
  'two services of one image': {
    'compose.yaml': `${ANCHOR}services:\n  app:\n    image: example/app:2\n${MERGED}  worker:\n    image: example/app:1\n${MERGED}`,
  },
  'a service with the image that another one builds': {
    'compose.yaml': services(`    image: example/app\n${MERGED}  worker:\n    image: example/app\n${MERGED}`, ANCHOR),
  },
};

describe('a base that services of a compose file are given', () => {
  it.each(Object.entries(TAKEN_BY_SERVICES))('stays where another program is given it too: %s', (_name, files) => {
    expect(changedBy({ 'app.js': ASKS, ...files })).toEqual([]);
  });

  it.each(Object.entries(TAKEN_BY_ONE))('moves where it is for this program: %s', (_name, files) => {
    expect(changedBy({ 'app.js': ASKS, ...files })).toEqual(['compose.yaml']);
  });

  it('moves in the lines of this program, and stays in those of others', () => {
    const text = services(`${GIVEN}${ETL}${GIVEN}`);
    const folder = temporaryFolder({
      'package.json': '{ "private": true, "type": "module" }',
      'app.js': ASKS,
      'compose.yaml': text,
    });
    const [change] = fixFolder(folder).changes;
    expect(change?.after).toBe(text.replace('v1.1', 'v3.0'));
  });
});

describe('a base in a data file', () => {
  const files = {
    'clever.json': '{ "api": "https://api.clever.com/v1.1" }\n',
    'app.js': `import settings from './clever.json' with { type: 'json' };\n${ASKS.replace('process.env.CLEVER_API', 'settings.api')}`,
  };

  it('moves where the program alone uses it, and stays where another language opens the file', () => {
    expect(changedBy(files)).toEqual(['clever.json']);
    expect(changedBy({ ...files, 'sync.rb': "JSON.parse(File.read('clever.json'))['api']\n" })).toEqual([]);
    expect(changedBy({ ...files, 'sync.rb': "JSON.parse(File.read('other-clever.json'))['api']\n" })).toEqual([
      'clever.json',
    ]);
  });
});

describe('an address of plain http', () => {
  const node = (module: string, address: string): string =>
    `import ask from 'node:${module}';\nask.get('${address}/v1.1/districts', (response) => console.log(response.statusCode));\n`;

  it('stays where the client, or an agent of it, speaks nothing else', () => {
    expect(changedBy({ 'app.js': node('http', 'http://api.clever.com') })).toEqual([]);
    expect(
      changedBy({
        'app.js': `import fetch from 'node-fetch';
import http from 'node:http';
const agent = new http.Agent({ keepAlive: true });
const response = await fetch('http://api.clever.com/v1.1/districts', { agent });
console.log(response.status);
`,
      }),
    ).toEqual([]);
  });

  it('moves to https where the client speaks both', () => {
    expect(changedBy({ 'app.js': node('https', 'https://api.clever.com') })).toEqual(['app.js']);
    expect(
      changedBy({
        'app.js':
          "const response = await fetch('http://api.clever.com/v1.1/districts');\nconsole.log(response.status);\n",
      }),
    ).toEqual(['app.js']);
  });
});

describe('what two requests would be sent', () => {
  const program = (made: string): string => `${made}
const response = await fetch('https://api.clever.com/me', { headers });
const { data } = await response.json();
console.log('Hello ' + data.name.first);
`;
  const signed = (count: string): string => `let count = 0;
function signed() {
  ${count}
  return { authorization: process.env.TOKEN, 'x-nonce': String(count) };
}
const headers = signed();`;

  it.each(['count += 1;', 'count++;', 'count -= 1;'])('is not made once for both: %s', (count) => {
    expect(changedBy({ 'app.js': program(signed(count)) })).toEqual([]);
  });

  it('is a text that is built for itself, or headers that never change', () => {
    const built = "let text = ''; text += process.env.TOKEN; return { authorization: text };";
    expect(changedBy({ 'app.js': program(`function made() { ${built} }\nconst headers = made();`) })).toEqual([
      'app.js',
    ]);
    expect(changedBy({ 'app.js': program('const headers = { authorization: process.env.TOKEN };') })).toEqual([
      'app.js',
    ]);
  });
});
