import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';

import { toPrintable } from '../printable.js';
import { count } from '../summary.js';

/** A file of the map. */
export interface MappedFile {
  /** Relative to the working directory, with forward slashes. */
  readonly name: string;
  readonly lines: number;
  readonly errors: number;
  readonly warnings: number;
  /** The first thing to do about it, on the same page; null where there is none. */
  readonly href: string | null;
}

interface Folder {
  readonly name: string;
  readonly folders: Map<string, Folder>;
  readonly files: MappedFile[];
}

type Node = HierarchyRectangularNode<Folder | MappedFile>;

const WIDTH = 1080;
const HEIGHT = 400;
/** More boxes than this cannot be told apart. */
const MOST_FILES = 400;
/** A box for a file of few lines must be seen too. */
const LEAST_LINES = 12;
const CHARACTER = 6.4;

/** The analyzed files as boxes within their folders, as large as they are long, and as red as they need work. */
export function CodeMap({ files }: { readonly files: readonly MappedFile[] }) {
  const drawn = files.toSorted((left, right) => weightOf(right) - weightOf(left)).slice(0, MOST_FILES);
  const root = treemap<Folder | MappedFile>()
    .tile(treemapSquarify.ratio(1.4))
    .size([WIDTH, HEIGHT])
    .paddingOuter(4)
    .paddingTop(({ depth }) => (depth === 0 ? 4 : 20))
    .paddingInner(3)
    .round(true)(
    hierarchy<Folder | MappedFile>(toTree(drawn), (node) =>
      isFile(node) ? null : [...node.folders.values(), ...node.files],
    )
      .sum((node) => (isFile(node) ? Math.max(LEAST_LINES, node.lines) : 0))
      .sort((left, right) => (right.value ?? 0) - (left.value ?? 0)),
  );
  const hidden = files.length - drawn.length;
  return (
    <>
      <div class="scroll" tabindex={0} role="group" aria-label="Map of the codebase">
        <svg class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label="Map of the codebase">
          {root
            .descendants()
            .filter(({ depth }) => depth > 0)
            .map((node) => (isFile(node.data) ? <Box node={node} /> : <Frame node={node} />))}
        </svg>
      </div>
      {hidden > 0 && (
        <p class="note">
          The map shows {drawn.length} files. {hidden} more without findings are left out.
        </p>
      )}
    </>
  );
}

function Frame({ node }: { readonly node: Node }) {
  const width = node.x1 - node.x0;
  return (
    <g>
      <rect class="folder" x={node.x0} y={node.y0} width={width} height={node.y1 - node.y0} rx="4" />
      <text class="folder-name" x={node.x0 + 6} y={node.y0 + 14} aria-hidden="true">
        {fit(node.data.name, width - 12)}
      </text>
    </g>
  );
}

function Box({ node }: { readonly node: Node }) {
  const file = node.data as MappedFile;
  const [width, height] = [node.x1 - node.x0, node.y1 - node.y0];
  const found = file.errors + file.warnings;
  const said = `${toPrintable(file.name)}: ${found === 0 ? 'no findings' : `${count(file.errors, 'error')}, ${count(file.warnings, 'warning')}`}`;
  const shape = (
    <>
      <title>{said}</title>
      <rect class={`file heat-${heatOf(file)}`} x={node.x0} y={node.y0} width={width} height={height} rx="3" />
      {height > 16 && (
        <text class={`file-name on-heat-${heatOf(file)}`} x={node.x0 + 6} y={node.y0 + 15} aria-hidden="true">
          {fit(toPrintable(file.name.split('/').at(-1) ?? ''), width - 10)}
        </text>
      )}
      {height > 34 && width > 40 && found > 0 && (
        <text class={`file-count on-heat-${heatOf(file)}`} x={node.x0 + 6} y={node.y0 + 30} aria-hidden="true">
          {found}
        </text>
      )}
    </>
  );
  return file.href === null ? <g>{shape}</g> : <a href={file.href}>{shape}</a>;
}

/** From 0, nothing to do, to 4. */
function heatOf(file: MappedFile): number {
  const weight = weightOf(file);
  if (weight === 0) return 0;
  if (weight < 2) return 1;
  if (weight < 6) return 2;
  return weight < 12 ? 3 : 4;
}

function weightOf({ errors, warnings }: MappedFile): number {
  return errors * 2 + warnings;
}

function fit(text: string, width: number): string {
  const room = Math.floor(width / CHARACTER);
  if (text.length <= room) return text;
  return room < 4 ? '' : `${text.slice(0, room - 1)}…`;
}

function isFile(node: Folder | MappedFile): node is MappedFile {
  return 'lines' in node;
}

/** Folders that hold nothing but one folder are one with it. */
function toTree(files: readonly MappedFile[]): Folder {
  const root: Folder = { name: '.', folders: new Map(), files: [] };
  for (const file of files) {
    let folder = root;
    for (const name of file.name.split('/').slice(0, -1)) {
      const next = folder.folders.get(name) ?? { name, folders: new Map(), files: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(file);
  }
  return collapse(root);
}

function collapse(folder: Folder): Folder {
  const folders = [...folder.folders.values()].map(collapse);
  const [only] = folders;
  if (only && folders.length === 1 && folder.files.length === 0) {
    return { ...only, name: folder.name === '.' ? only.name : `${folder.name}/${only.name}` };
  }
  return { ...folder, folders: new Map(folders.map((each) => [each.name, each])) };
}
