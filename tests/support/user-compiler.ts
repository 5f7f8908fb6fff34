import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The files of the libs, which all programs have in common. */
const libs = new Map<string, ts.SourceFile | undefined>();

/**
 * What a project's own compiler says of it, as its `tsconfig.json` tells it to look.
 *
 * @param project the folder of the project
 * @returns the errors, with their files and lines
 */
export function errorsOfCompiler(project: string): readonly string[] {
  const typeRoots = [fileURLToPath(new URL('../../node_modules/@types', import.meta.url))];
  const path = join(project, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: object };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, project, { noEmit: true, typeRoots });
  const host = ts.createCompilerHost(options, true);
  const program = ts.createProgram(fileNames, options, {
    ...host,
    getSourceFile: (file, ...rest) => {
      if (file.startsWith(project)) return host.getSourceFile(file, ...rest);
      if (!libs.has(file)) libs.set(file, host.getSourceFile(file, ...rest));
      return libs.get(file);
    },
  });
  return ts.getPreEmitDiagnostics(program).map((error) => {
    const line = error.file ? error.file.getLineAndCharacterOfPosition(error.start ?? 0).line + 1 : 0;
    const text = ts.flattenDiagnosticMessageText(error.messageText, ' ');
    return `${error.file?.fileName.slice(project.length + 1) ?? ''}:${line} ${text}`;
  });
}
