import { Faults } from '../model/faults.js';
import { TimeSpent } from '../model/time-limits.js';

/** Looks after which the files with faults are given up as a whole. */
const MAXIMUM_LOOKS = 4;

/**
 * Looks at a project so often that the last look had no error but those that it knew from the start.
 *
 * @param faults what is given up; grows
 * @param files where an error may come from that says nothing of its place
 * @param look makes a look, and hands its errors to the faults it is given
 * @returns what the last look saw
 * @throws what the look throws, where no file is to blame
 */
export function lookContained<Seen>(faults: Faults, files: readonly string[], look: (faults: Faults) => Seen): Seen {
  for (let looks = 1; ; looks += 1) {
    if (looks > MAXIMUM_LOOKS) faults.giveUpFiles();
    // What was given up between two looks is known to the next.
    faults.takeFresh();
    faults.times.renew();
    try {
      const seen = look(faults);
      if (!faults.takeFresh()) return seen;
    } catch (error) {
      if (error instanceof TimeSpent) faults.giveUp(error);
      if (!faults.takeFresh()) blame(error, faults, files, look);
    }
  }
}

/** Finds the file without which the look succeeds, and gives it up. */
function blame(error: unknown, faults: Faults, files: readonly string[], look: (faults: Faults) => unknown): void {
  const given = faults.files;
  let suspects = files.filter((file) => !given.has(file));
  while (suspects.length > 1) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    suspects = succeedsWithout(half, faults, look) ? half : suspects.slice(half.length);
  }
  const [suspect] = suspects;
  if (suspect === undefined) throw error;
  faults.note({ span: null, file: suspect, step: 'program', error });
}

function succeedsWithout(files: readonly string[], faults: Faults, look: (faults: Faults) => unknown): boolean {
  const fewer = new Faults(faults.all, faults.times);
  for (const file of files) fewer.note({ span: null, file, step: 'program', error: null });
  try {
    look(fewer);
    return true;
  } catch {
    // Which error it is does not matter: the caller has one to show.
    return false;
  }
}
