import { readFileSync } from 'node:fs';

/** What a section of the documentation tells its reader to do. */
export interface Recipe {
  /** Texts of files, by the path that the first line of the block names in a comment. */
  readonly files: Record<string, string>;
  /** Lines for the shell, in their order. */
  readonly commands: readonly string[];
}

const pages = ['eslint', 'ci-and-hooks', 'at-scale', 'sandbox']
  .map((name) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8'))
  .join('\n');

/**
 * Reads a recipe from the documentation, so that what is printed there is what is tested.
 *
 * @param heading the title of its section
 * @throws Error when there is no such section, or nothing to do in it
 */
export function readRecipe(heading: string): Recipe {
  const blocks = readBlocks(heading);
  const files = blocks.flatMap(({ language, text }) => (language === 'sh' ? [] : [[readFileName(text), text]]));
  const commands = blocks.flatMap(({ language, text }) => (language === 'sh' ? text.trim().split('\n') : []));
  return { files: Object.fromEntries(files) as Record<string, string>, commands };
}

/**
 * Reads the configurations of a section that shows several versions of one file.
 *
 * @param heading the title of the section
 * @returns the text of each block that is not for the shell
 * @throws Error when there is no such section, or no block in it
 */
export function readConfigurations(heading: string): string[] {
  return readBlocks(heading).flatMap(({ language, text }) => (language === 'sh' ? [] : [text]));
}

function readBlocks(heading: string): { language: string; text: string }[] {
  const section = pages.split(/^#{2,} /m).find((part) => part.startsWith(`${heading}\n`));
  const blocks = [...(section ?? '').matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  if (blocks.length === 0) throw new Error(`The documentation has no recipe under "${heading}".`);
  return blocks.map(([, language = '', text = '']) => ({ language, text }));
}

function readFileName(text: string): string {
  const name = /^(?:#|\/\/) (\S+)\n/.exec(text)?.[1];
  if (name === undefined) throw new Error(`The first line does not name a file:\n${text}`);
  return name;
}
