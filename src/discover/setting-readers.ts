import { PlaceIndex } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { isDeploymentFile, parseDeployment } from './deployment-syntax.js';
import type { EnvironmentEntry } from './env-syntax.js';
import { baseNameOf, holdsSettings, kindOf } from './file-kind.js';
import { textFormatOf } from './text-formats.js';

/** A program that this tool does not evaluate, and what it takes a setting by: a variable, or the name of a file. */
export interface SettingReader {
  readonly file: string;
  readonly name: string;
  /** The service that takes it, of a compose file. */
  readonly service?: string;
}

/** `CLEVER_API=`, `export CLEVER_API=`, `CLEVER_API: ` in front of a value. */
const VARIABLE = /^\s*(?:-\s+)?(?:export\s+)?["']?([A-Za-z_]\w*)["']?\s*[=:]/;

/**
 * Opens the question what a program asks for to get the setting at a place: of an env file the variable of its line, of a
 * description of a deployment the variable that it is the value of, of a data file the name of the file. The answer is null
 * for what is no setting, and for a manifest, whose name says nothing.
 *
 * @param textOf the text of a file; each that describes a deployment is parsed at most once
 */
export function openSettingNames(textOf: (file: string) => string): (file: string, offset: number) => string | null {
  const deployed = new Map<string, PlaceIndex<EnvironmentEntry>>();
  const entriesOf = (file: string): PlaceIndex<EnvironmentEntry> =>
    remembered(deployed, file, () => new PlaceIndex(parseDeployment(baseNameOf(file), textOf(file)), (entry) => entry));
  return (file, offset) => {
    const baseName = baseNameOf(file);
    if (!holdsSettings(file) || baseName === 'package.json') return null;
    if (isDeploymentFile(baseName)) {
      const [entry] = entriesOf(file).touching({ start: offset, end: offset });
      if (entry) return entry.name;
    }
    if (kindOf(file) === 'json') return baseName;
    const text = textOf(file);
    return VARIABLE.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[1] ?? null;
  };
}

/**
 * Whether a program in another language, a script of a shell, or a script of a manifest takes a setting. Whoever only
 * hands it on (`X: ${X}`) or gives it a value does not.
 */
export function readsSetting(file: string, text: string, name: string): boolean {
  const kind = kindOf(file);
  if (kind === 'text' && textFormatOf(baseNameOf(file))?.role === 'language') return hasWord(text, name);
  if (kind !== 'text' && baseNameOf(file) !== 'package.json') return false;
  if (kind === 'text' && textFormatOf(baseNameOf(file))?.role !== 'configuration') return false;
  return ['$', '${', '$(', '%'].some((sign) =>
    linesWith(text, sign + name).some((line) => !isHandedOn(line, name) && hasWord(line, name)),
  );
}

/** `X: ${X}`, `ENV X=$X` */
function isHandedOn(line: string, name: string): boolean {
  const first = line.indexOf(name);
  return /^["']?\s*[=:]/.test(line.slice(first + name.length)) && first !== line.lastIndexOf(name);
}

function linesWith(text: string, word: string): readonly string[] {
  const lines: string[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const end = text.indexOf('\n', at);
    lines.push(text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end));
  }
  return lines;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length))
    if (!/[\w-]/.test((text[at - 1] ?? ' ') + (text[at + word.length] ?? ' '))) return true;
  return false;
}
