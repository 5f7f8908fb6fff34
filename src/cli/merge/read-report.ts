import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { KnownError } from '../../discover/errors.js';
import { isJsonObject, parseJson } from '../../discover/loose-json.js';
import type { JsonReport } from '../../reporters/json-report.js';
import { readPackageFile } from '../../run/package-files.js';
import { readNamedFile } from '../read-named-file.js';

/** Reads one report. */
export type ReportReader = (file: string) => JsonReport;

/**
 * Prepares the reading of reports.
 *
 * @param cwd absolute; what their files are relative to
 * @param version of this tool
 * @returns a reader, which throws KnownError for a file that cannot be read, or that is no report this version can read
 */
export function openReports(cwd: string, version: string): ReportReader {
  const isReport = compileSchema();
  return (file) => {
    const content = readJson(file, cwd);
    const schemaVersion = memberOf(content, 'schemaVersion');
    const writer = memberOf(memberOf(content, 'tool'), 'version');
    if (memberOf(memberOf(content, 'tool'), 'name') !== 'clever-audit' || schemaVersion === undefined) {
      throw new KnownError(`${file} is not a report from clever-audit --format json`);
    }
    if (schemaVersion !== 1) {
      throw new KnownError(
        `${file} has schema version ${JSON.stringify(schemaVersion)}, and clever-audit ${version} reads version 1; merge with the version that wrote it, ${String(writer)}`,
      );
    }
    if (isReport(content)) return content;
    const [error] = isReport.errors ?? [];
    const place = error?.instancePath ? `at ${error.instancePath}: ` : '';
    const advice = writer === version ? '' : `; clever-audit ${String(writer)} wrote it, and this is ${version}`;
    throw new KnownError(`${file} does not fit the schema of reports, ${place}${error?.message ?? ''}${advice}`);
  };
}

function compileSchema(): ValidateFunction<JsonReport> {
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  return new Ajv2020().compile<JsonReport>(JSON.parse(readPackageFile('docs', 'findings.schema.json')) as object);
}

function readJson(file: string, cwd: string): unknown {
  const content = parseJson(readNamedFile(file, cwd).toString('utf8'));
  if (content === undefined) throw new KnownError(`${file} cannot be read: it is not JSON`);
  return content;
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
