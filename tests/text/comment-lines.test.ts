import { expect, test } from 'vitest';
import { lineCommentOf } from '../../src/discover/text-formats.js';
import { lineForComment, linesForComments } from '../../src/text/comment-lines.js';

/** The line above which a comment about `URL` goes, as it is written; null for none. */
function lineAbove(name: string, text: string): string | null {
  const comment = lineCommentOf(name);
  if (!comment) return null;
  const line = lineForComment(text, linesForComments(text, comment.style), text.indexOf('URL'));
  return line === null ? null : (text.slice(line).split(/\r?\n/)[0] ?? null);
}

test.each([
  ['a.sh', '#!/bin/sh\nA=1\ncurl URL\n', 'curl URL'],
  ['a.sh', 'A=1\r\ncurl \\\r\n  -s \\\r\n  "URL"\r\n', 'curl \\'],
  ['a.sh', "A='x\ny'\ncurl 'URL'\n", "curl 'URL'"],
  ['a.sh', 'curl -d \'{\n  "a": 1 # no comment\n}\' URL\n', "curl -d '{"],
  ['a.sh', 'cat <<EOF\n# page\nURL\nEOF\n', 'cat <<EOF'],
  ['a.sh', "cat <<-'EOF' > x\n\tdon't\n\tEOF\ncurl URL\n", 'curl URL'],
  ['a.sh', "# don't\ncurl URL\n", 'curl URL'],
  ['a.sh', "A='\\'\ncurl URL\n", 'curl URL'],
  ['a.py', 'X = """\nURL\n"""\n', 'X = """'],
  ['a.py', "def f():\n    '''It's a text.'''\n    get('URL')\n", "    get('URL')"],
  ['a.py', 'r = get(\n    "URL")\n', '    "URL")'],
  ['a.rb', 'sql = <<~SQL\n  URL\nSQL\n', 'sql = <<~SQL'],
  ['a.rb', 'list << item\nget("URL")\n', 'get("URL")'],
  ['a.go', 'q := `\nURL`\n', 'q := `'],
  ['a.rs', 'fn f<\'a>(x: &\'a str) {\n  get("URL");\n}\n', '  get("URL");'],
  ['a.java', 'char c = \'"\';\nget("URL");\n', 'get("URL");'],
  ['a.php', '<?php\nif (1) {\n  get("URL");\n}\n', '  get("URL");'],
  ['a.php', '<?php $a = 1;\n?>\n<a href="URL">\n', '?>'],
  ['Makefile', 'me:\n\tcurl URL\n', '\tcurl URL'],
  ['Dockerfile', 'RUN a \\\n  && curl URL\n', 'RUN a \\'],
])('%s: a comment goes above a line that begins outside of every string: %j', (name, text, line) => {
  expect(lineAbove(name, text)).toBe(line);
});

test.each([
  ['a.php', '<p>\n<a href="URL">\n'],
  ['a.sh', `cat <<EOF\n${'a\n'.repeat(30)}URL\nEOF\n`],
  ['a.ipynb', '{ "a": "URL" }\n'],
  ['a.yaml', 'run: |\n  curl URL\n'],
  ['a.md', '    curl URL\n'],
  ['a.json', '{ "a":\n"URL" }\n'],
])('%s: no comment goes where it would be text: %j', (name, text) => {
  expect(lineAbove(name, text)).toBeNull();
});
