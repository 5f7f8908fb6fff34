import { describe, expect, it, test } from 'vitest';
import type { CommentStyle } from '../../src/discover/text-formats.js';
import { commentsIn, withoutComments } from '../../src/text/comments.js';

/** The comments of a text, as they are written. */
function written(text: string, style: CommentStyle): readonly string[] {
  return commentsIn(text, style).map(({ start, end }) => text.slice(start, end));
}

describe('comments are found', () => {
  it.each<[CommentStyle, string, readonly string[]]>([
    ['none', '# a\n// b\n/* c */', []],
    ['hash', 'a # b\n# c', ['# b', '# c']],
    ['hash', 'url/#b a#b\n(#c\n{#d', ['#c', '#d']],
    ['hash', '\'# a\' "# b" # c', ['# c']],
    ['hash', "don't # b isn't", ["# b isn't"]],
    ['hash', "rb'# a' b'# c' # d", ['# d']],
    ['hash', '"a \\" # b" # c', ['# c']],
    ['hash', "'a \\' # b' # c", ['# c']],
    ['hash', '\\" # a "b', ['# a "b']],
    ['hash', '"""\n# a\n""" # b', ['# b']],
    ['hash', "'''\n# a\n''' # b", ['# b']],
    ['hash', "' # a\n' # b", ['# a', '# b']],
    ['slash', 'a // b\nhttps://c /* d\n e */ f // g', ['// b', '/* d\n e */', '// g']],
    ['slash', '"// a" \'/* b */\' // c', ['// c']],
    ['slash', '/* a\n// b', ['// b']],
    ['slash', '/* a */ */ /* b */', ['/* a */', '/* b */']],
    ['slash', '/* // a */ "b"', ['/* // a */']],
    ['slash', '`// a`', ['// a`']],
    ['go', '`// a` // b', ['// b']],
    ['go', '`\n/* a */` /* b */', ['/* b */']],
    ['hash-and-slash', 'a # b\nc // d\n/* e */', ['# b', '// d', '/* e */']],
    ['hash-and-semicolon', '; a\n  ; b\nc ; d\ne # f', ['; a', '; b', '# f']],
    ['hash-and-bang', '# a\n\t! b\nc = # d\ne = ! f', ['# a', '! b']],
    ['dash', "a -- b\n'-- c' -- d\n/* e */", ['-- b', '-- d', '/* e */']],
    ['semicolon', 'a ; b\n% c\n(d;e', ['; b', '% c']],
    ['semicolon', '\'a ; b\' "; c"', ['; b\' "; c"']],
    ['percent', 'a % b\n% c\n100%', ['% b', '% c']],
    ['xml', "don't <!-- a\n' --> b <!-- c", ["<!-- a\n' -->"]],
    ['batch', 'rem a\n  @REM b\n:: c\necho rem d\nremove e', ['rem a', 'REM b', ':: c']],
    ['python', '"""a\nb""" # c\nf("""d""")\nx = """e"""', ['"""a\nb"""', '# c']],
    ['python', "  r'''a'''\n(\n  '''b'''", ["r'''a'''"]],
    ['ruby', '=begin\na\n=end\nb # c\n =begin\n', ['=begin\na\n=end', '# c']],
    ['ruby', '=BEGIN\na\n=END\n# b', ['# b']],
    ['perl', '=pod\na\n=cut\nb # c\n__END__\nd\ne', ['=pod\na\n=cut', '# c', '__END__\nd\ne']],
    ['php', '// a\n#[b]\n# c\n/* d */ <!-- e --> url#f', ['// a', '# c', '/* d */', '<!-- e -->']],
    [
      'elixir',
      '@doc """\na\n"""\n@moduledoc ~S"""b"""\n@doc "c" # d\n"e"',
      ['@doc """\na\n"""', '@moduledoc ~S"""b"""', '@doc "c"', '# d'],
    ],
    ['lua', '--[[ a\n b ]] c -- d', ['--[[ a\n b ]]', '-- d']],
    ['lua', '--[[ a\nb', ['--[[ a']],
    ['haskell', '{- a\n b -} c -- d', ['{- a\n b -}', '-- d']],
    ['powershell', '<# a\n b #> c # d', ['<# a\n b #>', '# d']],
    ['basic', '\' a\n  REM b\nc \' d\n"x"', ["' a", 'REM b']],
    [
      'template',
      '<%# a %> <%-- b --%> @* c *@ {{!-- d }} --}} {{! e }} {# f #} {#if g}',
      ['<%# a %>', '<%-- b --%>', '@* c *@', '{{!-- d }} --}}', '{{! e }}', '{# f #}'],
    ],
    ['template', '  // a\nb // c\n<!-- d -->', ['// a', '<!-- d -->']],
  ])('of style %s in %j', (style, text, comments) => {
    expect(written(text, style)).toEqual(comments);
    const left = withoutComments(text, style);
    expect(left).toHaveLength(text.length);
    for (const { start, end } of commentsIn(text, style)) expect(left.slice(start, end)).toMatch(/^\s*$/);
  });
});

test('all but the comments stays where it is, line ends too', () => {
  expect(withoutComments('a /* b\r\nc */ d // e\nf', 'slash')).toBe('a     \r\n     d     \nf');
});

test.each<[CommentStyle, string, string, boolean]>([
  ['slash', '// a', ' a', false],
  ['slash', '//// a', ' a', false],
  ['slash', '// a --> b', ' a --> b', false],
  ['slash', '/* a */', ' a ', true],
  ['hash', '## a', ' a', false],
  ['xml', '<!-- a -->', ' a ', true],
  ['template', '<%# a %>', ' a ', true],
  ['template', '{{! a }}', ' a ', true],
  ['template', '{{!-- a --}}', ' a ', true],
  ['template', '{# a #}', ' a ', true],
  ['lua', '--[[ a ]]', ' a ', true],
  ['lua', '-- a', ' a', false],
  ['haskell', '{- a -}', ' a ', true],
  ['powershell', '<# a #>', ' a ', true],
  ['python', '"""a"""', 'a', true],
  ['python', "'''a'''", 'a', true],
  ['batch', ':: a', ' a', false],
  ['batch', 'REM a', ' a', false],
  ['basic', "' a", ' a', false],
  ['semicolon', '; a', ' a', false],
  ['percent', '% a', ' a', false],
  ['hash-and-bang', '! a', ' a', false],
])('the words of a comment of style %s: %j', (style, text, words, isBlock) => {
  expect(commentsIn(text, style)).toEqual([{ start: 0, end: text.length, text: words, isBlock }]);
});

test('each comment has its own words', () => {
  expect(commentsIn('a // b\nc /* d */', 'slash')).toEqual([
    { start: 2, end: 6, text: ' b', isBlock: false },
    { start: 9, end: 16, text: ' d ', isBlock: true },
  ]);
});
