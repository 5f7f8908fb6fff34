import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersOf, type Piece } from '../../src/values/value.js';
import { evaluateFetched } from '../support/evaluated-program.js';

/** An expression, and what must be declared before it. */
interface Written {
  readonly declarations: string;
  readonly expression: string;
}

/** Writes an expression; the names that it declares are made by `fresh`. */
type Writer = (fresh: () => string) => Written;

const text = fc.string({
  unit: fc.constantFrom('a', 'Z', '1', '/', '.', '-', "'", '"', '`', '$', '{', '\\', '\n', 'ä', '😀'),
});

const literal = text.map((each): Writer => () => ({ declarations: '', expression: JSON.stringify(each) }));

const plainTemplate = text.map((each): Writer => () => ({
  declarations: '',
  expression: `\`${escapeTemplate(each)}\``,
}));

const { expression } = fc.letrec<{ expression: Writer }>((tie) => {
  const inner = tie('expression');
  const several = fc.array(inner, { minLength: 1, maxLength: 4 });
  return {
    expression: fc.oneof(
      { maxDepth: 4 },
      literal,
      plainTemplate,
      several.map((parts) => joined(parts, (all) => `(${all.join(' + ')})`)),
      several.map((parts) => joined(parts, ([first, ...rest]) => `${first}.concat(${rest.join(', ')})`)),
      several.map((parts) => joined(parts, (all) => `[${all.join(', ')}].join('/')`)),
      several.map((parts) => joined(parts, (all) => `\`<${all.map((each) => `\${${each}}`).join('-')}>\``)),
      inner.map((part) => declared(part, (name, value) => [`const ${name} = ${value};`, name])),
      inner.map((part) => declared(part, (name, value) => [`let ${name} = '';\n${name} += ${value};`, name])),
      inner.map((part) => declared(part, (name, value) => [`function ${name}() { return ${value}; }`, `${name}()`])),
      inner.map((part) =>
        declared(part, (name, value) => [`const ${name} = (given) => given + '!';`, `${name}(${value})`]),
      ),
      inner.map((part) => declared(part, (name, value) => [`const ${name} = { held: ${value} };`, `${name}.held`])),
      inner.map((part) => declared(part, (name, value) => [`const [${name}] = [${value}];`, name])),
    ),
  };
});

describe('what is joined from known pieces', () => {
  it('is the text that the program computes', () => {
    fc.assert(
      fc.property(expression, (written) => {
        const values = evaluateFetched({ 'app.js': programOf(written) });
        expect(values.map((value) => (value.kind === 'text' ? charactersOf(value.pieces) : value.kind))).toEqual([
          execute(written),
        ]);
      }),
      { numRuns: 150 },
    );
  });

  it('tells where each piece stands letter for letter', () => {
    fc.assert(
      fc.property(expression, (written) => {
        const source = programOf(written);
        for (const piece of piecesOf(evaluateFetched({ 'app.js': source }))) {
          if (!piece.verbatim || !piece.span) continue;
          expect(source.slice(piece.span.start, piece.span.end)).toBe(piece.text);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function joined(parts: readonly Writer[], join: (expressions: readonly string[]) => string): Writer {
  return (fresh) => {
    const written = parts.map((part) => part(fresh));
    return {
      declarations: written.map(({ declarations }) => declarations).join('\n'),
      expression: join(written.map((part) => part.expression)),
    };
  };
}

function declared(part: Writer, declare: (name: string, value: string) => readonly [string, string]): Writer {
  return (fresh) => {
    const written = part(fresh);
    const [declaration, use] = declare(fresh(), written.expression);
    return { declarations: `${written.declarations}\n${declaration}`, expression: use };
  };
}

function write(writer: Writer): Written {
  let names = 0;
  return writer(() => `name${(names += 1)}`);
}

function programOf(writer: Writer): string {
  const written = write(writer);
  return `${written.declarations}\nfetch(${written.expression});`;
}

function execute(writer: Writer): unknown {
  const written = write(writer);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- The generated program is the measure.
  return new Function(`${written.declarations}\nreturn ${written.expression};`)();
}

function piecesOf(values: ReturnType<typeof evaluateFetched>): readonly Piece[] {
  return values.flatMap((value) => (value.kind === 'text' ? value.pieces : []));
}

function escapeTemplate(each: string): string {
  return each.replace(/[\\`$]/g, String.raw`\$&`);
}
