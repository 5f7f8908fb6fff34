import { posix } from 'node:path';
import { isComposeFile, parseCompose, type ComposeService } from './compose-syntax.js';
import { baseNameOf } from './file-kind.js';
import { folderOf } from './project-path.js';
import type { SettingReader } from './setting-readers.js';

/** A place in a file that sets something. */
interface Place {
  readonly file: string;
  readonly start: number;
}

/** The services that are given what is set at a place, by the variable that it is the value of, if that is known. */
export type OtherServices = (place: Place, variable: string | null) => readonly SettingReader[];

/**
 * Opens the question which services of compose files run another program than this one, and are given what is set at a
 * place: in their own environment, in a part of the file that they share, or in an env file.
 */
export function openOtherServices(files: readonly string[], textOf: (file: string) => string): OtherServices {
  const others = files
    .filter((file) => isComposeFile(baseNameOf(file)))
    .flatMap((file) => otherServicesIn(textOf(file)).map((service) => ({ file, service })));
  return (place, variable) =>
    others.flatMap(({ file, service }) => {
      const name = takenBy(service, place, variable, file);
      return name === null ? [] : [{ file, name, service: service.name }];
    });
}

function otherServicesIn(text: string): readonly ComposeService[] {
  const { services } = parseCompose(text);
  return services.filter((service) => isOtherProgram(service, services));
}

/** The variable that a service takes from a place. */
function takenBy(
  { entries, names, environmentFiles }: ComposeService,
  place: Place,
  variable: string | null,
  file: string,
): string | null {
  if (place.file === file)
    return entries.find(({ start, end }) => start <= place.start && place.start <= end)?.name ?? null;
  if (variable === null) return null;
  const isNamed = environmentFiles.some((each) => posix.join(folderOf(file), each) === place.file);
  const isHandedOn = names.includes(variable) && !entries.some(({ name }) => name === variable);
  return isNamed || isHandedOn ? variable : null;
}

/**
 * Whether a service runs an image that nothing here builds, beside a service that is built here or that runs another image:
 * where all run one image, that may be this program.
 */
function isOtherProgram({ image, isOfProject }: ComposeService, services: readonly ComposeService[]): boolean {
  if (image === null || isOfProject) return false;
  const own = services.filter((each) => each.isOfProject);
  if (own.length) return !own.some((each) => each.image === image);
  return services.some((each) => each.image !== null && each.image !== image);
}
