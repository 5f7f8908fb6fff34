import { posix } from 'node:path';
import type { Template } from '../model/template.js';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { folderOf } from './project-path.js';
import { readTemplate } from './templates/template.js';

/** The views of a project: templates that a server shows by their name. */
export interface Views {
  /**
   * The views that a name means.
   *
   * @param name as the program, or another view, writes it: `users/home`, `../partials/header.ejs`
   * @param from the file that shows it
   */
  find(name: string, from: string): readonly string[];
  /** What a view does with the names that it is given. */
  template(file: string): Template;
  /** The views of the same package and language that another one may be shown inside of. */
  layoutsOf(file: string): readonly string[];
  /** All views of the package of a file that mention a name. */
  mentioning(name: string, from: string): readonly string[];
  /** The views that were asked for. */
  read(): readonly string[];
}

/** How a layout shows the view inside of it. */
const SHOWS_BODY = /\{\{\{\s*body\s*\}\}\}|<%[-=]\s*(?:it\.)?body\s*-?%>|\{\{\{>\s*@partial-block/;
const PAGE = /\.html?$/i;

/** Opens the views of a corpus; none is read before it is asked for. */
export function openViews(
  corpus: Pick<Corpus, 'files' | 'viewFiles' | 'text' | 'find'>,
  packageOf: (file: string) => string,
): Views {
  const templates = new Map<string, Template>();
  const read = new Set<string>();
  let named: ReadonlyMap<string, readonly string[]> | null = null;
  const views = (): readonly string[] => [...corpus.viewFiles, ...corpus.files.filter((file) => PAGE.test(file))];
  const packages = new Map<string, readonly string[]>();
  const layouts = new Map<string, readonly string[]>();
  const ofPackage = (from: string): readonly string[] =>
    remembered(packages, packageOf(from), () =>
      views().filter((file) => packageOf(file) === packageOf(from) && corpus.find(file) === file),
    );
  const textOf = (file: string): string => {
    read.add(file);
    return corpus.text(file);
  };
  return {
    find(name, from) {
      named ??= groupBy(views(), (file) => withoutExtension(baseNameOf(file)));
      const path = posix.normalize(name.replaceAll('\\', '/'));
      const beside = posix.join(folderOf(from), path);
      const candidates = [baseNameOf(path), withoutExtension(baseNameOf(path))].flatMap(
        (each) => named?.get(each) ?? [],
      );
      const own = [...new Set(candidates)].filter((file) => isMeantBy(file, beside) && corpus.find(file) === file);
      if (own.length) return own;
      const wanted = path.replace(/^(?:\.\.?\/|\/)+/, '');
      const found = candidates.filter((file) => packageOf(file) === packageOf(from) && isAt(file, wanted));
      return nearest([...new Set(found)], from).filter((file) => corpus.find(file) === file);
    },
    template: (file) => remembered(templates, file, () => readTemplate(file, textOf(file))),
    layoutsOf: (file) =>
      remembered(layouts, `${packageOf(file)}${posix.extname(file)}`, () =>
        ofPackage(file).filter((each) => isSameLanguage(each, file) && SHOWS_BODY.test(textOf(each))),
      ),
    mentioning: (name, from) => ofPackage(from).filter((file) => textOf(file).includes(name)),
    read: () => [...read],
  };
}

function withoutExtension(name: string): string {
  return name.replace(/\.\w+$/, '');
}

/** Whether a path, with or without its extension, is that of a file. */
function isMeantBy(file: string, path: string): boolean {
  return file === path || withoutExtension(file) === path;
}

/** The same for a path below any folder. */
function isAt(file: string, path: string): boolean {
  return [file, withoutExtension(file)].some((each) => each === path || each.endsWith(`/${path}`));
}

function isSameLanguage(left: string, right: string): boolean {
  return posix.extname(left) === posix.extname(right);
}

/** The files that share most folders with another one. */
function nearest(files: readonly string[], from: string): readonly string[] {
  const shared = files.map((file) => foldersShared(file, from));
  const most = Math.max(0, ...shared);
  return files.filter((_file, index) => shared[index] === most);
}

function foldersShared(left: string, right: string): number {
  const others = right.split('/');
  const index = left.split('/').findIndex((folder, at) => folder !== others[at]);
  return index < 0 ? others.length : index;
}
