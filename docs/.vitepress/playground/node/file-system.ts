/** All the files that there are, by absolute path. Folders are there because something lies in them. */
export const files = new Map<string, Uint8Array>();

export const constants = { O_RDONLY: 0 };

const open = new Map<number, { readonly bytes: Uint8Array; position: number }>();
let lastDescriptor = 2;

/** What the engine asks of the state of a path. */
interface Status {
  readonly name: string;
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export function openSync(path: string): number {
  const bytes = files.get(path);
  if (!bytes) throw noSuchFile(path);
  lastDescriptor += 1;
  open.set(lastDescriptor, { bytes, position: 0 });
  return lastDescriptor;
}

export function closeSync(descriptor: number): void {
  open.delete(descriptor);
}

export function fstatSync(descriptor: number): Status {
  return toStatus('', open.get(descriptor)!.bytes.length);
}

export function readSync(descriptor: number, buffer: Uint8Array, offset: number, length: number): number {
  const file = open.get(descriptor)!;
  const chunk = file.bytes.subarray(file.position, file.position + length);
  buffer.set(chunk, offset);
  file.position += chunk.length;
  return chunk.length;
}

export function existsSync(path: string): boolean {
  return files.has(path) || isFolder(path);
}

export function statSync(path: string): Status {
  if (isFolder(path)) return toStatus(baseOf(path), null);
  const bytes = files.get(path);
  if (!bytes) throw noSuchFile(path);
  return toStatus(baseOf(path), bytes.length);
}

export { statSync as lstatSync };

export function realpathSync(path: string): string {
  statSync(path);
  return path;
}

export function readdirSync(folder: string): readonly Status[] {
  if (!isFolder(folder)) throw noSuchFile(folder);
  const prefix = toPrefix(folder);
  const below = [...files.keys()].filter((path) => path.startsWith(prefix));
  const names = new Set(below.map((path) => path.slice(prefix.length).split('/')[0]!));
  return [...names].map((name) => statSync(prefix + name));
}

/** A folder has no size. */
function toStatus(name: string, size: number | null): Status {
  return {
    name,
    size: size ?? 0,
    isFile: () => size !== null,
    isDirectory: () => size === null,
    isSymbolicLink: () => false,
  };
}

function isFolder(path: string): boolean {
  return [...files.keys()].some((file) => file.startsWith(toPrefix(path)));
}

function toPrefix(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function noSuchFile(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, '${path}'`), { code: 'ENOENT' });
}
