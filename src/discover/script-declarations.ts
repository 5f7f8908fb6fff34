import type { Corpus } from './corpus.js';
import type { ScriptDeclarations } from '../model/script-declarations.js';
import { probeDeclaration } from './module-probing.js';

const NONE: ScriptDeclarations = { beside: null, ambient: [] };

const SCRIPT = /\.[cm]?jsx?$/;
const DECLARING = 'declare module';
/** A module of which only the end of its path is named. */
const WILD_MODULE = /\bdeclare module ['"]\*([^'"*\s]+)['"]/g;

/** Opens the lookup of the declarations of scripts; nothing is read before the first question. */
export function openScriptDeclarations(corpus: Corpus): (script: string) => ScriptDeclarations {
  let wild: readonly WildModule[] | null = null;
  return (script) => {
    if (!SCRIPT.test(script)) return NONE;
    wild ??= corpus.files.filter((file) => corpus.holds(file, DECLARING)).flatMap((file) => wildModules(file, corpus));
    const beside = probeDeclaration(corpus, script);
    const ambient = wild.filter(({ end }) => `/${script}`.endsWith(end)).map(({ file }) => file);
    return { beside, ambient: [...new Set(ambient)] };
  };
}

interface WildModule {
  readonly end: string;
  readonly file: string;
}

function wildModules(file: string, corpus: Corpus): readonly WildModule[] {
  return [...corpus.text(file).matchAll(WILD_MODULE)].map(([, end = '']) => ({ end, file }));
}
