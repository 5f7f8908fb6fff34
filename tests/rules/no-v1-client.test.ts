import { testRule } from '../support/rule-tester.js';

const required = `const Clever = require('clever');

module.exports = (token) => Clever({ token }).Student.find().limit(5).exec();
`;

testRule('no-v1-client', {
  valid: [
    {
      name: 'a package that speaks API v3.0',
      code: `import { Strategy } from '@weadf/clever-passport';

export const strategy = Strategy;
`,
    },
    {
      name: 'packages with a name like it',
      filename: 'src/names.js',
      code: `import clever from 'clever-tools';
import cloud from 'passport-clevercloud';
import { helper } from './clever';
import own from '@acme/clever';

export default [clever, cloud, helper, own];
`,
    },
    {
      name: 'a file of the project that has its name',
      files: {
        'src/load.js': `import { load } from 'clever';

export default load;
`,
        'packages/clever/index.js': `export const load = () => 1;
`,
        'packages/clever/package.json': '{ "name": "clever", "main": "index.js" }\n',
        'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }\n',
      },
    },
    {
      name: 'a package that asks for tokens alone',
      code: `import exchange from 'clever-oauth-token';

export default exchange;
`,
    },
    {
      name: 'the name in a comment and in a text',
      filename: 'src/text.js',
      code: `// require('clever')
export const name = 'clever';
`,
    },
  ],
  invalid: [
    {
      name: 'what is asked through a client, also in another file, with the request of v3',
      files: {
        'src/client.js': `const Clever = require('clever');

module.exports = Clever({ token: process.env.CLEVER_TOKEN });
`,
        'src/roster.js': `const clever = require('./client');

exports.students = () => clever.Student.find().where('grade').equals('5').exec();
exports.teacher = (id, done) => clever.Teacher.findById(id, done);
exports.other = (ui) => ui.Student.find();
`,
      },
      errors: [
        {
          text: 'clever',
          line: 1,
          related: [
            {
              file: 'src/roster.js',
              text: 'Student.find',
              line: 3,
              message:
                '`Student.find` calls `/students`; on API v3.0, call `/v3.0/users?role=student`; if you send `where`, filter the pages in code, or fetch a single record by its id',
            },
            {
              file: 'src/roster.js',
              text: 'Teacher.findById',
              line: 4,
              message: '`Teacher.findById` calls `/teachers/{id}`; on API v3.0, call `/v3.0/users/{id}`',
            },
          ],
        },
      ],
      fixed: null,
    },
    {
      name: 'require',
      filename: 'lib/clever.cjs',
      code: required,
      errors: [
        {
          text: 'clever',
          line: 1,
          confidence: 'certain',
          message:
            /^`clever` calls API v1\.2, which Clever switched off in December 2022\. Instead, use plain requests to `\/v3\.0`, or a client generated from the v3\.0 Swagger file\.$/,
        },
      ],
      fixed: null,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'lib/clever.cjs',
      code: `\uFEFF${required.replaceAll('\n', '\r\n')}`,
      errors: [{ text: 'clever', line: 1 }],
    },
    {
      name: 'API v3.1 as the target',
      filename: 'lib/clever.cjs',
      target: 'v3.1',
      code: required,
      errors: [
        {
          text: 'clever',
          message: /Instead, use plain requests to `\/v3\.1`, or a client generated from the v3\.1 Swagger/,
        },
      ],
    },
    {
      name: 'a default import, a module inside the package, and one that is handed on',
      filename: 'src/clever.mjs',
      code: `import Clever from 'clever';
import mock from 'clever/mock.js';
export { default as Client } from 'clever';
export default [Clever, mock];
`,
      errors: [
        { text: 'clever', line: 1 },
        { text: 'clever/mock.js', line: 2 },
        { text: 'clever', line: 3 },
      ],
    },
    {
      name: 'a dynamic import',
      code: `export const load = async () => (await import('clever')).default;
`,
      errors: [{ text: 'clever' }],
    },
    {
      name: 'import with require',
      code: `import Clever = require('clever');

export const client = Clever;
`,
      errors: [{ text: 'clever' }],
    },
    {
      name: 'a sign-in that is bound to API v2.1',
      filename: 'src/auth.js',
      code: `import passport from 'passport';
import { Strategy } from 'passport-clever';

passport.use(new Strategy({ clientID: 'a', clientSecret: 'b', callbackURL: '/c' }, (token, refresh, profile, done) => done()));
`,
      errors: [
        {
          text: 'passport-clever',
          line: 2,
          message:
            /^`passport-clever` calls API v2\.1\. On v3\.0, the `type` in its profile is `user` for everyone, and/,
        },
      ],
    },
    {
      name: 'a client with a scope, in JSX',
      filename: 'src/list.tsx',
      code: `import { createInstance } from '@gradecam/clever';

export function List() {
  return <p>{String(createInstance({ token: 'x' }))} ✅</p>;
}
`,
      errors: [{ text: '@gradecam/clever', line: 1 }],
    },
  ],
});
