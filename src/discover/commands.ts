import { remembered } from '../model/remembered.js';
import type { JsonFiles } from './json-files.js';
import { isJsonObject, toStrings } from './loose-json.js';
import type { Packages } from './packages.js';
import { inFolder } from './project-path.js';

/** What a manifest says of the commands of its package: the file is one, or there are others. */
export type Commands = 'file' | 'package' | null;

/** A script that runs code which is written in it: https://nodejs.org/api/cli.html#-e---eval-script */
const EVALUATES = /\b(?:node|tsx|bun)\b[^&|;]*\s(?:-e|-p|-pe|--eval|--print)\b/;

/** Opens the question which files are commands, that people and shells start: https://docs.npmjs.com/cli/configuring-npm/package-json#bin */
export function openCommands(json: JsonFiles, packages: Packages): (file: string) => Commands {
  const known = new Map<string, Commands>();
  return (file) => remembered(known, file, () => commandsOf(file));

  function commandsOf(file: string): Commands {
    const folder = packages.packageFolderOf(file);
    const manifest = json.read(inFolder(folder, 'package.json')) ?? {};
    const { bin, oclif, scripts } = manifest;
    const targets = isJsonObject(bin) ? Object.values(bin).flatMap(toStrings) : toStrings(bin);
    if (targets.some((target) => packages.fileAt(folder, target) === file)) return 'file';
    const lines = isJsonObject(scripts) ? Object.values(scripts).flatMap(toStrings) : [];
    return targets.length || isJsonObject(oclif) || lines.some((line) => EVALUATES.test(line)) ? 'package' : null;
  }
}
