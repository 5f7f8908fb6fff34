/**
 * Stands for starting git, which a page cannot.
 *
 * @throws Error with the code that Node gives where there is no such program
 */
export function execFileSync(program: string): never {
  throw Object.assign(new Error(`spawnSync ${program} ENOENT`), { code: 'ENOENT' });
}
