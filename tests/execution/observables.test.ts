import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const GET = "this.http.get('https://api.clever.com/v1.2/me', options)";

function service(body: string): string {
  return `import { HttpService } from '@nestjs/axios';
import * as rxjs from 'rxjs';
import { firstValueFrom, lastValueFrom, map } from 'rxjs';

export class Clever {
  constructor(private readonly http: HttpService) {}

  async nameOf(options: object) {
    ${body}
  }
}
`;
}

/** What a service of Nest's is after a fix. */
function fixed(body: string, name = 'clever.ts', text = service(body)): { text: string; refusals: readonly string[] } {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }', [name]: text });
  const { after, changes } = fixFolder(folder);
  return {
    text: changes.find(({ file }) => file === name)?.after ?? text,
    refusals: after.findings.flatMap((each) => each.refusal ?? []),
  };
}

describe('the promise of what an observable brings', () => {
  it.each([
    [
      `const { data } = await firstValueFrom(${GET});\n    return data.data.name;`,
      'await firstValueFrom(this.http.get(',
    ],
    [`const { data } = await lastValueFrom(${GET});\n    return data.data.name;`, 'await lastValueFrom(this.http.get('],
    [`const { data } = await ${GET}.toPromise();\n    return data.data.name;`, 'await this.http.get('],
    [
      `return firstValueFrom(${GET}).then(({ data }) => data.data.name);`,
      '.then((me) => firstValueFrom(this.http.get(',
    ],
    [
      `return this.http.axiosRef.get('https://api.clever.com/v1.2/me', options).then(({ data }) => data.data.name);`,
      '.then((me) => this.http.axiosRef.get(',
    ],
  ])('%s', (body, second) => {
    const { text } = fixed(body);
    expect(text).toContain(second);
    expect(text).toContain('`https://api.clever.com/v3.0/users/${me.data.data.id}`, options)');
    expect(text).not.toMatch(/this\.http\.get\([^)]*\)\s*\.then/);
  });
});

describe('an observable has no `then`', () => {
  it.each([
    [`return ${GET}.pipe(map(({ data }) => data.data.name));`],
    [`const me = ${GET};\n    const { data } = await firstValueFrom(me);\n    return data.data.name;`],
    [`const { data } = await firstValueFrom<any>(${GET});\n    return data.data.name;`],
  ])('%s', (body) => {
    const { text, refusals } = fixed(body);
    expect(text).toBe(service(body));
    expect(refusals.join()).toContain('returns an observable');
  });
});

describe('a step that is the same for both requests', () => {
  const piped = (...steps: readonly string[]): string =>
    `const me = await firstValueFrom(${GET}.pipe(${steps.join(', ')}));\n    return me.data.name;`;
  const BODY = 'map((answer) => answer.data)';

  it.each([
    [BODY],
    ['rxjs.map(({ data }) => data)'],
    ['map((answer) => { return answer.data; })'],
    [BODY, 'rxjs.timeout(5000)'],
    ['rxjs.timeout({ first: 5000 })', BODY, 'rxjs.catchError(() => { throw new rxjs.EmptyError(); })'],
  ])('%s', (...steps) => {
    const { text } = fixed(piped(...steps));
    expect(text).toContain('`https://api.clever.com/v3.0/users/${cleverMe.data.id}`');
    expect(text.replace(/\s+/g, ' ').split(steps[0]?.replace(/\s+/g, ' ') ?? '')).toHaveLength(3);
  });

  it.each([
    [BODY, 'rxjs.shareReplay(1)'],
    [BODY, 'rxjs.tap((answer) => this.seen.push(answer))'],
    ['map((answer) => { this.last = answer; return answer.data; })'],
    [BODY, 'rxjs.catchError(() => this.report())'],
  ])('near miss: %s', (...steps) => {
    const { text } = fixed(piped(...steps));
    expect(text).toBe(service(piped(...steps)));
  });
});

describe('the id in what a callback takes apart', () => {
  it.each([
    ['({ data }) => { console.log(data.data.name); }', '(meResponse) => {', 'meResponse.data.data.id'],
    ['{ next: ({ data }) => { console.log(data.data.name); } }', '(meResponse) => {', 'meResponse.data.data.id'],
    ['({ data: { data } }) => { console.log(data.name); }', '(meResponse) => {', 'meResponse.data.data.id'],
    ['(answer) => { console.log(answer.data.data.name); }', '(answer) => {', 'answer.data.data.id'],
    ['({ data }: any) => { console.log(data.data.name); }', '(meResponse: any) => {', 'meResponse.data.data.id'],
  ])('%s', (callback, wrapper, id) => {
    const { text } = fixed(`${GET}.subscribe(${callback});`);
    expect(text).toContain(wrapper);
    expect(text).toContain(`/v3.0/users/\${${id}}`);
  });
});

describe('a callback whose parameter is called as a variable of another kind of answer', () => {
  it.each(['text', 'chunk'])('%s', (name) => {
    const program = `const request = require('request');
request.get('https://api.clever.com/v1.2/me', (problem, answer, ${name}) => {
  if (problem) throw problem;
  console.log(JSON.parse(${name}).data.name);
});
`;
    expect(fixed('', 'index.js', program).text).toContain(`id = JSON.parse(${name}).data.id;`);
  });
});

it('what a function waits for and returns is a promise for who calls it', () => {
  const text = service(`const { data } = await this.ask('/me', options);\n    return data.data.name;`).replace(
    /}\n$/,
    `
  private ask(path: string, options: object) {
    return firstValueFrom(this.http.get(\`https://api.clever.com/v1.2\${path}\`, options).pipe(map((answer) => answer)));
  }
}
`,
  );
  expect(fixed('', 'clever.ts', text).refusals.join()).not.toContain('observable');
});
