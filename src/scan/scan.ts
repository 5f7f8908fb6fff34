import type { ts } from 'ts-morph';
import { commentAt } from '../syntax/comment-at.js';
import { commentLineFor } from '../syntax/comment-line.js';
import { derive, type Derivation } from './derivation.js';
import { Faults } from '../model/faults.js';
import { Reach } from '../program/reach.js';
import { Program } from '../program/program.js';
import type { Sources } from '../program/sources.js';
import { Trees } from '../program/trees.js';
import { oncePerObject } from '../model/once-per-object.js';
import type { Edit, Span } from '../model/spans.js';
import { withComments } from '../rewrite/kept-comments.js';
import { layOutIn } from '../rewrite/layout/lay-out.js';
import { withoutLeftovers } from '../rewrite/left-unused.js';
import type { Usage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Comment } from '../model/comment.js';
import type { CompilerError } from '../model/compiler-error.js';
import type { Outline } from '../model/outline.js';
import { CalledThings } from '../values/called.js';
import { Evaluator } from '../values/evaluator.js';
import { Pass, type Look } from './pass.js';

/** Rounds of taking in files. */
const MAXIMUM_ROUNDS = 100;

/** What a scan took, in numbers that do not hang on the machine. */
export interface Effort {
  /** Looks at all opened files. */
  readonly passes: number;
  /** Expressions that were evaluated. */
  readonly evaluations: number;
  /** Calls that were looked at for what they call, each as often as it was. */
  readonly calls: number;
  /** Steps from one expression that holds an answer to the next. */
  readonly steps: number;
}

/** What a scan found. */
export interface Scan {
  readonly usages: readonly Usage[];
  /** The files that were opened. */
  readonly files: readonly string[];
  /** Those of them that may hold something of Clever's. */
  readonly holding: readonly string[];
  /** What it took. */
  readonly effort: Effort;
  /** Files that cannot be read as a program, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  /** Type errors of a file, comparable only with those of another scan; null where its types cannot be checked. */
  typeErrors(file: string): readonly CompilerError[] | null;
  /** Whether the user's compiler checks the types of a file. */
  isTyped(file: string): boolean;
  /** Lets the types of files be checked from then on, whether they were opened or not. */
  checkTypesOf(files: readonly string[]): void;
  /** What files whose types can be checked say to those that import them. */
  outlines(files: readonly string[]): ReadonlyMap<string, Outline | null>;
  /** Where a comment about an offset can stand: the start of a line, or null for a file that was not opened. */
  commentLine(file: string, offset: number): number | null;
  /** The comment around an offset; null where there is none, and for a file that was not opened. */
  commentAt(file: string, offset: number): Comment | null;
  /** The same edits of a file, which also take away what they leave unused, and break the lines that they make too long. */
  layOut(file: string, edits: readonly Edit[]): readonly Edit[];
  /** How the scan came to what it says of the calls at a place. */
  derive(place: Span): readonly Derivation[];
}

/**
 * Scans a project for what it does with Clever's API.
 *
 * @param sources the files of the project
 * @param traced the files that hold a trace of Clever; others are taken in as something of Clever's flows into them
 * @param vocabulary the words that mean Clever
 * @param trees what earlier scans parsed; this one adds to it
 * @param before an earlier scan of nearly the same files, what it came to open is opened from the start
 * @param faults takes what throws, and knows what has thrown before and is given up; a scan with fresh faults is not to
 *   be believed
 * @param onPass is told, before each look at all opened files, how many these are
 */
export function scan(
  sources: Sources,
  traced: readonly string[],
  vocabulary: Vocabulary,
  trees = new Trees(),
  before: Pick<Scan, 'files' | 'holding'> | null = null,
  faults = new Faults(),
  onPass: (files: number) => void = () => {},
): Scan {
  const program = openProgram(sources, trees, faults);
  const reach = new Reach(program, sources, [...traced, ...(before?.holding ?? [])]);
  const looks: Look[] = [];
  const passes: Pass[] = [];
  program.load([...traced, ...(before?.files ?? [])]);
  const usages = usagesOnceClosed({
    begin: () => {
      const evaluator = new Evaluator(program, sources, vocabulary.wrappers, reach, faults);
      const look = { evaluator, called: new CalledThings(evaluator) };
      looks.push(look);
      return look;
    },
    pass: (look) => {
      onPass(program.files.length);
      const pass = new Pass(look, reach, vocabulary, faults, trees);
      passes.push(pass);
      return pass;
    },
    isOpen: () => reach.hasGrown || program.wantsMore,
    takeIn: () => {
      const wanted = program.takeWanted();
      if (!reach.takeGrown() && !wanted.length) return false;
      program.load(wanted);
      return true;
    },
  });
  const layOutOf = oncePerObject(layOutIn);
  for (const file of program.takeWanted()) program.leaveOut(file, 'imported through more files than this tool follows');
  return {
    usages,
    files: program.files,
    holding: reach.holding,
    effort: effortOf(looks, passes),
    broken: program.broken,
    typeErrors: (file) => program.typeErrors(file),
    isTyped: (file) => program.isTyped(file),
    checkTypesOf: (files) => program.checkTypesOf(files),
    outlines: (files) => program.outlines(files),
    layOut: (file, edits) => {
      // What a template uses is not read.
      const isWhole = sources.component(file) === null;
      const whole = (tree: ts.SourceFile): readonly Edit[] => (isWhole ? withoutLeftovers(edits, tree) : edits);
      return inTree(program.sourceFile(file), (tree) => layOutOf(tree)(withComments(whole(tree), tree))) ?? edits;
    },
    derive: (place) => derive(place, program, sources, vocabulary),
    commentLine: (file, offset) => inTree(program.sourceFile(file), (tree) => commentLineFor(tree, offset)),
    commentAt: (file, offset) => inTree(program.sourceFile(file), (tree) => commentAt(tree, offset)),
  };
}

/** What is done to all opened files, round by round. */
interface Rounds {
  /** Begins a look that knows nothing of earlier ones. */
  readonly begin: () => Look;
  /** Finds the requests of all opened files. */
  readonly pass: (look: Look) => Pass;
  /** Whether files are asked for that were not looked at. */
  readonly isOpen: () => boolean;
  /** Opens these files; false if there are none. */
  readonly takeIn: () => boolean;
}

/** What the program does with Clever's API, as a look says that saw all files from its start. */
function usagesOnceClosed({ begin, pass, isOpen, takeIn }: Rounds): readonly Usage[] {
  let look = begin();
  let isFresh = true;
  for (let rounds = 0; ;) {
    const found = pass(look);
    const mayGrow = rounds < MAXIMUM_ROUNDS;
    // Each pass follows the answers from their start, so they wait until all files are open that the requests ask for.
    const usages = mayGrow && isOpen() ? [] : found.usages();
    if (mayGrow && takeIn()) {
      rounds += 1;
      isFresh = false;
      look.evaluator.grow();
      look.called.grow();
    } else if (isFresh) {
      return usages;
    } else {
      isFresh = true;
      look = begin();
    }
  }
}

/** What a tree is asked; null for a file that was not opened. */
function inTree<Answer>(tree: ts.SourceFile | undefined, ask: (tree: ts.SourceFile) => Answer): Answer | null {
  return tree ? ask(tree) : null;
}

function effortOf(looks: readonly Look[], passes: readonly Pass[]): Effort {
  return {
    passes: passes.length,
    evaluations: sumOf(looks, ({ evaluator }) => evaluator.evaluations),
    calls: sumOf(looks, ({ called }) => called.looks),
    steps: sumOf(passes, ({ steps }) => steps),
  };
}

function sumOf<Item>(items: readonly Item[], countOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + countOf(item), 0);
}

/** The program of no files so far, without those that are given up. */
function openProgram(sources: Sources, trees: Trees, faults: Faults): Program {
  const program = new Program(sources, trees);
  for (const [file, reason] of faults.files) program.leaveOut(file, reason);
  return program;
}
