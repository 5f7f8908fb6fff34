import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, expect, inject, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { retiredRule, retiredService } from '../support/sample-service.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tool = (name: string): string => join(root, 'node_modules/.bin', name);

/** The folder of the package as users have it. */
let unpacked = '';

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'clever-audit-unpacked-'));
  succeed(folder, ['tar', '-xzf', inject('tarball')]);
  unpacked = join(folder, 'package');
  return () => rmSync(folder, { recursive: true });
});

test('publint has nothing to say of the package', () => {
  const { code, output } = run(unpacked, [tool('publint'), inject('tarball'), '--strict']);
  expect(output).toContain('All good!');
  expect(code).toBe(0);
});

// A `require` of an ES module is no error in any release of Node that the package supports.
test('its types resolve the way its code does', () => {
  const { code, output } = run(unpacked, [tool('attw'), inject('tarball'), '--ignore-rules', 'cjs-resolves-to-esm']);
  expect(output).toContain('No problems found');
  expect(code).toBe(0);
});

test('the manifest runs nothing in the project of a user', () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('scripts');
  expect(manifest).not.toHaveProperty('devDependencies');
  expect(JSON.parse(readFileSync(join(inject('repository'), 'package.json'), 'utf8'))).toHaveProperty(
    'scripts.prepare',
  );
});

test('packed twice, it is the same file', () => {
  const repository = temporaryFolder();
  cpSync(inject('repository'), repository, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(repository, 'node_modules'), 'dir');
  const tarball = succeed(repository, ['npm', 'pack']).trim();
  expect(hashOf(join(repository, tarball))).toBe(hashOf(inject('tarball')));
});

test('its pages link to pages that are packed', () => {
  const pages = filesIn(unpacked).filter((file) => file.endsWith('.md'));
  const links = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => ({ page, link })),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ page, link }) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

test('its types hold no `any`', () => {
  const declarations = reachableFrom(join(unpacked, 'dist/src/index.d.ts'));
  expect(declarations.length).toBeGreaterThan(3);
  expect(declarations.filter(holdsAny)).toEqual([]);
});

test('its code is the doors and their chunks, and its declarations are those that the doors lead to', () => {
  const dist = join(unpacked, 'dist');
  const files = filesIn(dist).map((file) => file.slice(dist.length + 1).replaceAll('\\', '/'));
  const code = files.filter((file) => file.endsWith('.js') && !file.startsWith('src/chunks/'));
  expect(code.toSorted()).toEqual([
    'src/cli/main.js',
    'src/index.js',
    'src/sandbox/index.js',
    'src/sandbox/register.js',
  ]);
  const typed = code
    .filter((file) => !file.startsWith('src/cli/'))
    .map((file) => join(dist, file.replace('.js', '.d.ts')));
  const declarations = new Set(typed.flatMap(reachableFrom));
  expect(new Set(filesIn(dist).filter((file) => file.endsWith('.d.ts')))).toEqual(declarations);
});

test('each file of code has a source map with its source in it', () => {
  const code = filesIn(join(unpacked, 'dist')).filter((file) => file.endsWith('.js') && !onlyHandsOn(file));
  const isComplete = (file: string): boolean => {
    const { sources, sourcesContent } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as Record<string, string[]>;
    return sources !== undefined && sources.length > 0 && sourcesContent?.length === sources.length;
  };
  expect(code.filter((file) => !existsSync(`${file}.map`) || !isComplete(file))).toEqual([]);
});

test('`require` gives the configurations, as `eslint.config.cjs` asks for them', () => {
  const folder = temporaryFolder({
    'package.json': '{ "name": "sample", "private": true }\n',
    'eslint.config.cjs': "module.exports = [require('clever-audit').configs.recommended];\n",
    'schemas.cjs': `
      console.log(['config', 'findings'].map((name) => typeof require('clever-audit/' + name + '.schema.json').$schema));
    `,
    'sso.js': retiredService,
  });
  succeed(folder, ['npm', 'install', '--save-dev', inject('tarball'), 'eslint@10']);

  const { code, stdout, stderr } = run(folder, ['node_modules/.bin/eslint', '.']);
  expect(stdout).toContain(retiredRule);
  expect(stderr).not.toMatch(/warning/i);
  expect(code).toBe(1);
  expect(succeed(folder, ['node', 'schemas.cjs'])).toContain('string');
});

/** Whether a file of the bundle holds nothing but names of other files of it. */
function onlyHandsOn(file: string): boolean {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.every((each) => ts.isImportDeclaration(each) || ts.isExportDeclaration(each));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A file of declarations and all of the package's own that it leads to. */
function reachableFrom(entry: string): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) visit(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    }
  };
  visit(entry);
  return [...found];
}

function holdsAny(file: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const isAny = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword || ts.forEachChild(node, isAny) === true;
  return isAny(source);
}
