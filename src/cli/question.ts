import { createInterface } from 'node:readline';

import { UsageError } from './errors.js';
import type { Surroundings } from './surroundings.js';

/** Asks on a terminal, line by line, which every terminal can do. */
export interface Questioner {
  /**
   * Waits for one of the letters.
   *
   * @param question what is printed before the letters
   * @param choices the letters, and what each means
   * @returns a letter; null when the terminal has no more to say
   * @throws UsageError when the person stops the program
   */
  ask<Letter extends string>(question: string, choices: Readonly<Record<Letter, string>>): Promise<Letter | null>;
  close(): void;
}

/**
 * Opens the terminal for questions. Reports go to the standard output, so questions go to the other.
 *
 * @throws UsageError where nobody sits at a terminal
 */
export function openQuestions({ stdin, stderr }: Surroundings): Questioner {
  if (stdin.isTTY !== true || stderr.isTTY !== true) {
    throw new UsageError(
      "option '--interactive' needs a terminal; --diff --fix-suggestions shows the changes, and --fix writes the fixes",
    );
  }
  const lines: string[] = [];
  let wake = (): void => {};
  let end: 'stopped' | 'closed' | null = null;
  const terminal = createInterface({ input: stdin, terminal: false });
  const finish = (how: 'stopped' | 'closed'): void => {
    end ??= how;
    wake();
  };
  terminal.on('line', (line) => {
    lines.push(line);
    wake();
  });
  terminal.on('close', () => finish('closed'));
  const stop = (): void => finish('stopped');
  process.on('SIGINT', stop);

  return {
    async ask<Letter extends string>(
      question: string,
      choices: Readonly<Record<Letter, string>>,
    ): Promise<Letter | null> {
      const letters = Object.keys(choices) as Letter[];
      for (;;) {
        stderr.write(`${question} [${letters.join(',')},?] `);
        const line = await nextLine();
        if (line === null) return null;
        const answer = line.trim().toLowerCase();
        const chosen = letters.find((letter) => letter === answer || choices[letter].startsWith(`${answer}:`));
        if (chosen !== undefined) return chosen;
        for (const letter of letters) stderr.write(`  ${letter}  ${choices[letter]}\n`);
      }
    },
    close() {
      process.off('SIGINT', stop);
      terminal.close();
    },
  };

  async function nextLine(): Promise<string | null> {
    while (lines.length === 0 && end === null) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (end === 'stopped') throw new UsageError('stopped; nothing was written');
    return lines.shift() ?? null;
  }
}
