import type { ts } from 'ts-morph';
import { filesAbove } from '../data-files.js';
import { dottedName } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { membersAt } from '../member-path.js';
import type { ValueOf, Values } from '../value.js';
import { orNull } from './library.js';

/** An object of a framework that has what a file at the top of the project says. */
interface AppFile {
  /** What programs read it by, names and all. */
  readonly objects: readonly string[];
  /** The files, without what their names end in. */
  readonly files: readonly string[];
  /** Where in them it stands. */
  readonly path: readonly string[];
}

const APP_FILES: readonly AppFile[] = [
  // https://docs.expo.dev/guides/environment-variables/, https://docs.expo.dev/versions/latest/config/app/#extra
  {
    objects: ['expoConfig', 'manifest', 'manifest2'].map((name) => `expo-constants.${name}.extra.`),
    files: ['app', 'app.config'],
    path: ['expo', 'extra'],
  },
  // https://docs.meteor.com/api/meteor#Meteor-settings
  {
    objects: ['meteor/meteor.Meteor.settings.', 'Meteor.settings.'],
    files: ['settings', 'settings.development', 'settings.production', 'settings-development', 'settings-production'],
    path: [],
  },
];

/** `Meteor.settings.clever.base`, `Constants.expoConfig.extra.base`; null for anything else. */
export function appSetting(value: ValueOf<'external'>, node: ts.Node, evaluation: Evaluation): Values | null {
  const name = dottedName(value);
  for (const { objects, files, path } of APP_FILES) {
    const object = objects.find((each) => name.startsWith(each));
    if (object === undefined || name.includes('()')) continue;
    const whole = [...path, ...name.slice(object.length).split('.')];
    const found = filesAbove(node, files, evaluation).flatMap((file) =>
      membersAt(evaluation.exported(file, 'default'), whole, evaluation),
    );
    return orNull(found.filter(({ kind }) => kind === 'text'));
  }
  return null;
}
