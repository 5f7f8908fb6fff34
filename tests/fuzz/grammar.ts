import fc from 'fast-check';

const names = fc.constantFrom('a', 'b', 'c', 'me', 'base');
const texts = fc.constantFrom(
  "'https://api.clever.com'",
  "'https://api.clever.com/v1.1/me'",
  "'/me'",
  "'/v1.1'",
  "'data'",
  "''",
);

/** Expressions of all sorts, a few levels deep. */
const expressions = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const two = fc.tuple(inner, inner);
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      names,
      texts,
      two.map(([left, right]) => `${left} + ${right}`),
      two.map(([left, right]) => `(${left} || ${right})`),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      two.map(([head, tail]) => `\`\${${head}}\${${tail}}\``),
      two.map(([one, other]) => `[${one}, ...${other}]`),
      two.map(([one, other]) => `{ a: ${one}, me: ${other} }`).map((literal) => `(${literal})`),
      fc.tuple(inner, names).map(([holder, name]) => `(${holder}).${name}`),
      two.map(([holder, key]) => `(${holder})[${key}]`),
      inner.map((url) => `fetch(${url})`),
      inner.map((url) => `(await (await fetch(${url})).json())`),
      fc.tuple(names, inner).map(([name, argument]) => `${name}(${argument})`),
      fc.tuple(names, inner).map(([name, body]) => `((${name}) => (${body}))`),
      two.map(([holder, argument]) => `(${holder}).concat(${argument})`),
      two.map(([holder, argument]) => `(${holder}).replace(/a/g, ${argument})`),
      two.map(([holder, callback]) => `(${holder}).map(${callback})`),
      two.map(([holder, callback]) => `(${holder}).then(${callback})`),
      inner.map((argument) => `new URL(${argument})`),
    ),
  };
}).expression;

/** A statement, with blocks of statements in it. */
const statements = fc.letrec<{ statement: string }>((tie) => {
  const block = fc.array(tie('statement'), { maxLength: 3 }).map((each) => `{ ${each.join(' ')} }`);
  const given = fc.tuple(names, expressions);
  return {
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      expressions.map((expression) => `${expression};`),
      given.map(([name, value]) => `var ${name} = ${value};`),
      given.map(([name, value]) => `${name} = ${value};`),
      given.map(([name, value]) => `${name} += ${value};`),
      given.map(([name, value]) => `${name}.me = ${value};`),
      given.map(([name, value]) => `${name}.push(${value});`),
      given.map(([name, value]) => `var { data: ${name}, ...rest } = ${value};`),
      fc.tuple(expressions, block, block).map(([test, yes, no]) => `if (${test}) ${yes} else ${no}`),
      fc.tuple(names, expressions, block).map(([name, list, body]) => `for (const ${name} of ${list}) ${body}`),
      fc.tuple(names, names, block).map(([name, parameter, body]) => `async function ${name}(${parameter}) ${body}`),
      fc.tuple(names, expressions).map(([name, value]) => `class ${name}1 { a = ${value}; me() { return this.a; } }`),
      fc.tuple(block, block).map(([body, handler]) => `try ${body} catch ${handler}`),
    ),
  };
}).statement;

/** Whole programs that ask Clever for something, or may. */
export const programs: fc.Arbitrary<string> = fc
  .array(statements, { minLength: 1, maxLength: 8 })
  .map((each) => `// clever\n${each.join('\n')}\n`);
