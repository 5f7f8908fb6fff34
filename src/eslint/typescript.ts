import { createRequire } from 'node:module';
import { KnownError } from '../discover/errors.js';
import type { EslintParser, EslintParserConfig } from './host.js';

/** The configuration that has ESLint read TypeScript, with the parser that the project has installed. */
export const typescriptConfig: EslintParserConfig = {
  name: 'clever/typescript',
  files: ['**/*.{ts,tsx,mts,cts}'],
  languageOptions: {
    // Loaded when ESLint asks for it, because a project without TypeScript need not have it.
    get parser() {
      return loadParser(createRequire(import.meta.url));
    },
  },
};

/**
 * Loads TypeScript's parser for ESLint.
 *
 * @param load loads a package by its name
 * @throws KnownError that says what to install, if there is none
 */
export function loadParser(load: (name: string) => unknown): EslintParser {
  try {
    return load('@typescript-eslint/parser') as EslintParser;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new KnownError(
      'clever-audit: `configs.typescript` needs a parser for TypeScript. ' +
        'Run `npm install --save-dev @typescript-eslint/parser@8`.',
      { cause: error },
    );
  }
}
