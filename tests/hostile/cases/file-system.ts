import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, HostileCase } from '../hostile-case.js';

const OLD = "fetch('https://api.clever.com/v1.1/students');\n";
const IRREGULAR: Account = { skipped: /^not a regular file$/ };
const TOO_LARGE: Account = { skipped: /^larger than 5 MB$/ };
const MISNAMED: Account = { skipped: /^its name is not UTF-8$/ };
const NO_TEXT: Account = { skipped: /^not a text file$/ };

const pipe = (folder: string, path: string) => execFileSync('mkfifo', [join(folder, path)]);

/** Utf-16 without, or with, its byte-order mark. */
function utf16(text: string, isBigEndian: boolean, mark = '\uFEFF'): Buffer {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

function utf32(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  for (const [index, character] of [...text].entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (isBigEndian) bytes.writeUInt32BE(code, index * 4);
    else bytes.writeUInt32LE(code, index * 4);
  }
  return bytes;
}

function hugeFile(path: string, megabytes = 100): void {
  writeFileSync(path, '');
  truncateSync(path, megabytes * 1024 * 1024);
}

/** Stages a file that is far larger than the one of its name on disk. */
function stageHuge(folder: string, file: string): void {
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder });
  hugeFile(join(folder, file), 1200);
  git('init', '-q');
  git('add', '-A');
  writeFileSync(join(folder, file), OLD);
}

/** Each way in which a configuration is there and cannot be read. */
function unreadConfigurations(): readonly HostileCase[] {
  const arranged: Readonly<Record<string, (at: string, file: string) => void>> = {
    'a pipe': pipe,
    'a folder': (at, file) => mkdirSync(join(at, file)),
    'a link to a device': (at, file) => symlinkSync('/dev/zero', join(at, file)),
    'a link out of the project': (at, file) => symlinkSync('/etc/passwd', join(at, file)),
    'a link to nothing': (at, file) => symlinkSync('nowhere', join(at, file)),
  };
  const names = ['clever-audit.config.json', 'clever-audit.config.jsonc'];
  return Object.entries(arranged).flatMap(([what, arrange]) =>
    names.map((file) => ({
      name: `${what} as ${file}`,
      files: () => ({ 'package.json': '{}' }),
      arrange: (at: string) => arrange(at, file),
      accounts: {},
      refused: new RegExp(`${file}: (?:not a regular file|symbolic link|[a-z ]*folder)`),
    })),
  );
}

/** What names, links, modes and encodings can do. */
export const fileSystem: readonly HostileCase[] = [
  { name: 'a pipe named as a program', arrange: (at) => pipe(at, 'p.ts'), accounts: { 'p.ts': IRREGULAR } },
  { name: 'a pipe named as an env file', arrange: (at) => pipe(at, '.env'), accounts: { '.env': IRREGULAR } },
  {
    name: 'a pipe named as a manifest',
    arrange: (at) => pipe(at, 'package.json'),
    accounts: { 'package.json': IRREGULAR },
  },
  {
    name: 'a pipe named as an ignore file',
    arrange: (at) => pipe(at, '.gitignore'),
    accounts: { '.gitignore': IRREGULAR },
  },
  { name: 'a pipe in place of .git', arrange: (at) => pipe(at, '.git'), accounts: { '.git': IRREGULAR } },
  {
    name: 'a socket named as a program',
    arrange(at) {
      const listen =
        'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))';
      try {
        execFileSync(process.execPath, ['-e', listen, join(at, 's.ts')], { stdio: 'ignore' });
      } catch {
        // Killed, so that the socket stays.
      }
    },
    accounts: { 's.ts': IRREGULAR },
  },
  {
    name: 'a manifest above the project that is an endless device',
    folder: 'project',
    files: () => ({ 'project/package.json': '{}' }),
    arrange: (at) => symlinkSync('/dev/zero', join(at, 'package.json')),
    accounts: {},
  },
  {
    name: 'workspace manifests of 100 MB above the project',
    folder: 'project',
    files: () => ({ 'project/package.json': '{}' }),
    arrange(at) {
      hugeFile(join(at, 'package.json'));
      hugeFile(join(at, 'pnpm-workspace.yaml'));
    },
    accounts: {},
  },
  {
    name: 'a folder named .gitignore',
    files: () => ({ '.gitignore/x': '', '.git/HEAD': '' }),
    accounts: { '.gitignore': IRREGULAR },
  },
  {
    name: 'a folder named info/exclude',
    files: () => ({ '.git/info/exclude/x': '' }),
    accounts: { '.git/info/exclude': IRREGULAR },
  },
  {
    name: 'a pointer of .git to a commondir that is a folder',
    files: () => ({ '.git': 'gitdir: data', 'data/commondir/x': '' }),
    accounts: { 'data/commondir': IRREGULAR },
  },
  { name: 'a pointer of .git to nothing', files: () => ({ '.git': 'gitdir: nowhere' }), accounts: {} },
  { name: 'a .git of bytes', files: () => ({ '.git': Buffer.alloc(5000, 255) }), accounts: {} },
  { name: 'a program of 100 MB', arrange: (at) => hugeFile(join(at, 'a.ts')), accounts: { 'a.ts': TOO_LARGE } },
  { name: 'a text of 100 MB', arrange: (at) => hugeFile(join(at, 'a.py')), accounts: { 'a.py': TOO_LARGE } },
  {
    name: 'links in a circle',
    arrange(at) {
      symlinkSync('b.ts', join(at, 'a.ts'));
      symlinkSync('a.ts', join(at, 'b.ts'));
      mkdirSync(join(at, 'deep'));
      symlinkSync('..', join(at, 'deep', 'up'));
    },
    accounts: {
      'a.ts': { skipped: /^circular symbolic link$/ },
      'b.ts': { skipped: /^circular symbolic link$/ },
    },
  },
  {
    name: 'a link to nothing',
    arrange: (at) => symlinkSync('nowhere', join(at, 'a.ts')),
    accounts: { 'a.ts': { skipped: /does not exist/ } },
  },
  {
    name: 'a link out of the project',
    arrange: (at) => symlinkSync('/etc/passwd', join(at, 'a.ts')),
    accounts: { 'a.ts': { skipped: /leads out of the project/ } },
  },
  ...unreadConfigurations(),
  {
    name: 'a name with the marker of a component script',
    files: () => ({ 'x.ts.__script.ts': OLD, 'x.vue.__script.ts': OLD, 'y.vue': `<script>${OLD}</script>` }),
    accounts: { 'x.ts.__script.ts': 'found', 'x.vue.__script.ts': 'found', 'y.vue': 'found' },
  },
  {
    name: 'names of all sorts',
    files: () => ({
      '__proto__.ts': OLD,
      'constructor/toString.ts': OLD,
      ' .ts': OLD,
      '%2e%2e.ts': OLD,
      'n\u0301.ts': OLD,
      '-n.ts': OLD,
      '\u{1f600}.ts': OLD,
    }),
    accounts: {
      '__proto__.ts': 'found',
      'constructor/toString.ts': 'found',
      ' .ts': 'found',
      '%2e%2e.ts': 'found',
      'n\u0301.ts': 'found',
      '-n.ts': 'found',
      '\u{1f600}.ts': 'found',
    },
  },
  {
    name: 'a name with a line end and an escape',
    arrange: (at) => writeFileSync(join(at, 'a\n\u001b[31m.ts'), OLD),
    accounts: { 'a\n\u001b[31m.ts': 'found' },
  },
  {
    name: 'a file in a merge conflict',
    files: () => ({ 'a.ts': `<<<<<<< HEAD\n${OLD}=======\n${OLD}>>>>>>> theirs\n` }),
    accounts: { 'a.ts': { skipped: /merge conflict/i } },
  },
  {
    name: 'a folder in which nothing is a text',
    files: () => ({ 'a.ts': Buffer.from([0xff, 0xfe, 0xff]), 'b.py': Buffer.from('clever\0\xff', 'latin1') }),
    accounts: { 'a.ts': NO_TEXT, 'b.py': NO_TEXT },
  },
  ...(['LE', 'BE'] as const).flatMap((order): readonly HostileCase[] => [
    {
      name: `programs and texts in UTF-16${order} with a mark`,
      files: () => ({
        'a.ts': utf16(OLD, order === 'BE'),
        'b.py': utf16('get("https://api.clever.com/v1.1/me")', order === 'BE'),
        'c.env': utf16('CLEVER=https://api.clever.com/v1.1/me\n', order === 'BE'),
        'd.json': utf16('{ "clever": "https://api.clever.com/v1.1/me" }\n', order === 'BE'),
      }),
      accounts: { 'a.ts': 'found', 'b.py': 'found', 'c.env': 'found', 'd.json': 'found' },
    },
    {
      name: `programs and texts in UTF-16${order} without a mark`,
      files: () => ({
        'a.ts': utf16(OLD, order === 'BE', ''),
        'b.py': utf16('get("https://api.clever.com/v1.1/me")', order === 'BE', ''),
      }),
      accounts: { 'a.ts': 'found', 'b.py': 'found' },
    },
  ]),
  ...(['BE', 'LE'] as const).flatMap((order) =>
    ['\uFEFF', ''].map((mark): HostileCase => ({
      name: `programs and texts in UTF-32${order} with${mark ? '' : 'out'} a mark`,
      files: () => ({
        'a.ts': utf32(mark + OLD, order === 'BE'),
        'b.py': utf32(`${mark}get("https://api.clever.com/v1.1/me")`, order === 'BE'),
      }),
      accounts: { 'a.ts': NO_TEXT, 'b.py': NO_TEXT },
    })),
  ),
  {
    name: 'half of a UTF-16 character',
    files: () => ({ 'a.ts': utf16(OLD, false).subarray(0, 21) }),
    accounts: { 'a.ts': NO_TEXT },
  },
  {
    name: 'a text in Latin-1 that names Clever',
    files: () => ({ 'a.properties': Buffer.from('clever=https://api.clever.com/v1.1/me \xe9', 'latin1') }),
    accounts: { 'a.properties': 'found' },
  },
  {
    name: 'folders 300 levels deep',
    files: () => ({ [`${'d/'.repeat(300)}a.ts`]: OLD }),
    accounts: { [`${'d/'.repeat(300)}a.ts`]: 'found' },
  },
  {
    name: 'a file that nobody may read',
    files: () => ({ 'a.ts': OLD }),
    arrange: (at) => chmodSync(join(at, 'a.ts'), 0),
    // Root reads it all the same.
    accounts: { 'a.ts': process.geteuid?.() === 0 ? 'found' : { skipped: /^permission denied$/ } },
  },
  ...['.git/info/exclude', '.gitignore', '.git/commondir', '.git/HEAD', '.git/config', '.git/index'].map(
    (file): HostileCase => ({
      name: `${file} that nobody may read`,
      files: () => ({ '.git/HEAD': 'ref: refs/heads/main\n', [file]: 'x\n', 'a.ts': OLD }),
      arrange: (at) => chmodSync(join(at, file), 0),
      accounts: { 'a.ts': 'found' },
      maySkip: [file],
    }),
  ),
  ...['.env', 'package.json', 'tsconfig.json', 'package-lock.json', 'compose.yaml', '.git'].map(
    (file): HostileCase => ({
      name: `a folder named ${file}`,
      files: () => ({ [`${file}/x`]: '', 'a.ts': OLD }),
      accounts: { 'a.ts': 'found' },
      maySkip: [file],
    }),
  ),
  ...['.env', 'package.json', 'tsconfig.json', 'a.ts', 'compose.yaml', '.gitignore'].map((file): HostileCase => ({
    name: `an endless device linked as ${file}`,
    files: () => ({ 'b.ts': OLD }),
    arrange: (at) => symlinkSync('/dev/zero', join(at, file)),
    accounts: { 'b.ts': 'found' },
    maySkip: [file],
  })),
  {
    name: 'a folder named as a program',
    files: () => ({ 'a.ts/b.ts': OLD }),
    accounts: { 'a.ts/b.ts': 'found' },
  },
  {
    name: 'a folder of 20,000 files',
    isSlow: true,
    files: () => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}.ts`, 'export {};\n'])),
    accounts: { 'f0.ts': 'read' },
  },
  {
    name: 'a folder that nobody may list',
    files: () => ({ 'a/b.ts': OLD, 'c.ts': OLD }),
    arrange: (at) => chmodSync(join(at, 'a'), 0),
    accounts: { 'c.ts': 'found' },
    maySkip: ['a'],
  },
  {
    name: 'a name that is no UTF-8',
    arrange: (at) =>
      writeFileSync(Buffer.concat([Buffer.from(`${at}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.ts')]), OLD),
    files: () => ({ 'c.ts': OLD }),
    accounts: { 'c.ts': 'found', '\ufffd\ufffd.ts': MISNAMED },
  },
  {
    name: 'names in Latin-1: a file, a folder, a link',
    arrange(at) {
      const latin = (name: string): Buffer => Buffer.concat([Buffer.from(`${at}/`), Buffer.from(name, 'latin1')]);
      writeFileSync(latin('caf\xe9.py'), OLD);
      mkdirSync(latin('\xe9t\xe9'));
      symlinkSync('c.ts', latin('li\xe9.ts'));
    },
    files: () => ({ 'c.ts': OLD, 'na\u00efve \ufffd.ts': OLD }),
    accounts: {
      'c.ts': 'found',
      'na\u00efve \ufffd.ts': 'found',
      'caf\ufffd.py': MISNAMED,
      '\ufffdt\ufffd': MISNAMED,
      'li\ufffd.ts': MISNAMED,
    },
  },
  {
    name: 'a path that is not there beside a file',
    files: () => ({ 'a.ts': OLD }),
    paths: ['a.ts', 'nowhere.ts'],
    accounts: {},
    refused: /nowhere\.ts/,
  },
  {
    name: 'a program that is a text of NULs',
    files: () => ({ 'a.ts': Buffer.alloc(100_000) }),
    accounts: {},
    maySkip: ['a.ts'],
  },
  {
    name: 'lone surrogates and controls in a program',
    files: () => ({ 'a.ts': `const a = '\\ud800\u0000\u0007\u001b[31m\u202e\u2028';\n${OLD}` }),
    accounts: { 'a.ts': NO_TEXT },
  },
  ...['\r', '\r\n', '\u2028', '\n\r'].map((end): HostileCase => ({
    name: `the line end ${JSON.stringify(end)}`,
    files: () => ({ 'a.ts': `const a = 1;${end}${OLD.trim()}${end}` }),
    accounts: { 'a.ts': 'found' },
  })),
  {
    name: 'names that a machine that runs builds takes for commands',
    files: () => ({ '::error::a.ts': OLD, '##[error]b.ts': OLD, '##vso[task.complete]c.ts': OLD }),
    accounts: { '::error::a.ts': 'found', '##[error]b.ts': 'found', '##vso[task.complete]c.ts': 'found' },
  },
  {
    name: 'a recording that is too large to be read',
    files: () => ({
      '__nocks__/a.json': `[${'{"scope":"https://api.clever.com:443","path":"/me","response":{}},\n'.repeat(140_000)}{}]`,
    }),
    accounts: { '__nocks__/a.json': TOO_LARGE },
  },
  {
    name: 'merge conflicts in every sort of file',
    files: () =>
      Object.fromEntries(
        [
          'a.ts',
          'b.vue',
          'package.json',
          'package-lock.json',
          'pnpm-lock.yaml',
          'yarn.lock',
          '.env',
          'c.py',
          'tsconfig.json',
        ].map((file) => [file, `<<<<<<< HEAD\nclever\n=======\nclever\n>>>>>>> theirs\n`]),
      ),
    accounts: {},
    maySkip: [
      'a.ts',
      'b.vue',
      'package.json',
      'package-lock.json',
      'pnpm-lock.yaml',
      'yarn.lock',
      '.env',
      'c.py',
      'tsconfig.json',
    ],
  },
  ...['a.js', 'a.ts', 'a.py', '.env'].map((file): HostileCase => ({
    name: `1.2 GB staged as ${file}, of which the disk has a line`,
    isSlow: true,
    arrange: (at) => stageHuge(at, file),
    paths: ['--staged'],
    accounts: { [file]: TOO_LARGE },
  })),
];
