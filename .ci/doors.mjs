/** The files by which the package is entered, in `src` without their extension and in `dist` with it. */
export const doors = ['src/cli/main', 'src/index', 'src/sandbox/index', 'src/sandbox/register'];
