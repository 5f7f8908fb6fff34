import { BODY, holder, promise, type Shape } from './shape.js';
import type { Wrapper } from '../model/vocabulary.js';
import {
  ANSWERS_ERRORS,
  CLIENT_DEFAULTS,
  type CallbackForm,
  type Client,
  type Place,
  type RequestForm,
} from './client.js';
import { AS_WRITTEN, ONE_SLASH, RESOLUTION, type Join } from './join.js';

const JOINS = {
  'one slash': ONE_SLASH,
  'as written': AS_WRITTEN,
  resolution: RESOLUTION,
} as const satisfies Record<NonNullable<Wrapper['join']>, Join>;

/**
 * The client that a user's description of functions comes to.
 *
 * @param wrapper functions of one module that send requests
 */
export function toClient(wrapper: Wrapper): Client {
  const { base, instance, answer, join = 'one slash' } = wrapper;
  return {
    ...CLIENT_DEFAULTS,
    urlQuery: 'unknown',
    errors: ANSWERS_ERRORS,
    decodes: false,
    name: wrapper.module,
    modules: [moduleOf(wrapper)],
    requests: wrapper.functions.map((name) => toForm(wrapper, name)),
    instances: instance
      ? [{ members: membersOf(instance.of), base: instance.base === undefined ? [] : [toPlace(instance.base)] }]
      : [],
    baseOptions: typeof base === 'object' ? { [base.member]: null } : {},
    ownBase: typeof base === 'string' ? base : null,
    methodOptions: [],
    join: JOINS[join],
    answer: answer && !answer.callback ? answered(answer) : null,
    callbacks: answer?.callback ? [toCallback(answer.callback, answer.body)] : [],
  };
}

/** The name of the module by which the scan knows described functions; a file has one that no package can have. */
export function moduleOf({ module, file }: Wrapper): string {
  return file === null ? module : `./${file}`;
}

/** Members below a module: `client.get` as a list, without `default`, which is the module itself. */
export function membersOf(name: string): readonly string[] {
  return name.split('.').filter((member) => member !== 'default');
}

function toForm({ url = 0, method = 'GET', base, instance }: Wrapper, name: string): RequestForm {
  return {
    members: membersOf(name),
    method: typeof method === 'string' ? method : null,
    ...(typeof method === 'string' ? {} : { methodAt: toPlace(method) }),
    url: [toPlace(url)],
    ...(typeof base === 'object' ? { options: base.argument } : {}),
    ...(instance ? { of: 'instance' as const } : {}),
  };
}

function toPlace(place: number | Place): Place {
  return typeof place === 'number' ? { argument: place } : place;
}

function answered({ promise: isPromise = true, body = '' }: NonNullable<Wrapper['answer']>): Shape {
  return isPromise ? promise(wayTo(body)) : wayTo(body);
}

function toCallback(
  { argument, parameter = 1 }: NonNullable<NonNullable<Wrapper['answer']>['callback']>,
  body = '',
): CallbackForm {
  return { argument, parameters: [...Array.from({ length: parameter }, () => null), wayTo(body)] };
}

/** `response.json()` as the shape of an object from which the body is reached that way. */
function wayTo(body: string): Shape {
  const members = body === '' ? [] : body.split('.');
  return members.reduceRight<Shape>((inner, member) => {
    const isMethod = member.endsWith('()');
    return isMethod ? holder({}, { [member.slice(0, -2)]: promise(inner) }) : holder({ [member]: inner });
  }, BODY);
}
