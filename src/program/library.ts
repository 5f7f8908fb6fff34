/** Where the small library stands among the files of a program. */
export const LIBRARY_FILE = '/__clever-audit-library.d.ts';

/**
 * A standard library just large enough to resolve names.
 *
 * The real one costs half a second to parse; only a check of types needs it (`type-check.ts`). Without any, `await`,
 * arrays and `Partial` lose their members.
 */
export const LIBRARY_TEXT = `
interface Boolean {}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments { readonly length: number; [index: number]: any; }
interface RegExp { test(text: string): boolean; exec(text: string): any; }
interface Function { (...args: any[]): any; apply(self: any, args?: any): any; bind(self: any, ...args: any[]): any; call(self: any, ...args: any[]): any; }
interface Object { constructor: Function; toString(): string; hasOwnProperty(name: PropertyKey): boolean; }
interface Number { toString(radix?: number): string; toFixed(digits?: number): string; }
interface String { readonly length: number; [index: number]: string; [method: string]: any; }
interface Symbol { readonly description: string | undefined; }
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol; (name?: string): symbol; }
declare var Symbol: SymbolConstructor;
type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(done: infer F, ...rest: any): any } ? F extends (value: infer V, ...rest: any) => any ? Awaited<V> : never : T;
interface PromiseLike<T> { then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B>; }
interface Promise<T> { then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>; catch<B = never>(failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>; finally(done?: (() => void) | null): Promise<T>; }
interface PromiseConstructor { new <T>(run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>; resolve<T>(value: T): Promise<Awaited<T>>; resolve(): Promise<void>; reject<T = never>(reason?: any): Promise<T>; all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>; allSettled(values: any): Promise<any>; race(values: any): Promise<any>; any(values: any): Promise<any>; }
declare var Promise: PromiseConstructor;
interface Iterable<T> { [Symbol.iterator](): any; }
interface ArrayLike<T> { readonly length: number; readonly [index: number]: T; }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T; [Symbol.iterator](): any; map<U>(each: (value: T, index: number, all: readonly T[]) => U): U[]; filter<S extends T>(test: (value: T, index: number, all: readonly T[]) => value is S): S[]; filter(test: (value: T, index: number, all: readonly T[]) => unknown): T[]; find(test: (value: T, index: number, all: readonly T[]) => unknown): T | undefined; some(test: (value: T, index: number, all: readonly T[]) => unknown): boolean; every(test: (value: T, index: number, all: readonly T[]) => unknown): boolean; forEach(each: (value: T, index: number, all: readonly T[]) => void): void; flatMap<U>(each: (value: T, index: number, all: readonly T[]) => U | readonly U[]): U[]; reduce(step: (sum: any, value: T, index: number, all: readonly T[]) => any, start?: any): any; concat(...items: any[]): T[]; join(separator?: string): string; slice(start?: number, end?: number): T[]; includes(value: T): boolean; indexOf(value: T): number; at(index: number): T | undefined; }
interface Array<T> extends ReadonlyArray<T> { length: number; [index: number]: T; push(...items: T[]): number; pop(): T | undefined; shift(): T | undefined; unshift(...items: T[]): number; sort(compare?: (a: T, b: T) => number): this; reverse(): T[]; splice(start: number, count?: number, ...items: T[]): T[]; }
interface ArrayConstructor { isArray(value: any): value is any[]; from(values: any, each?: any): any[]; of<T>(...items: T[]): T[]; new <T = any>(...items: any[]): T[]; }
declare var Array: ArrayConstructor;
interface Map<K, V> { get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; delete(key: K): boolean; readonly size: number; [Symbol.iterator](): any; forEach(each: (value: V, key: K) => void): void; values(): any; keys(): any; entries(): any; clear(): void; }
interface ReadonlyMap<K, V> { get(key: K): V | undefined; has(key: K): boolean; readonly size: number; [Symbol.iterator](): any; forEach(each: (value: V, key: K) => void): void; values(): any; keys(): any; entries(): any; }
interface WeakMap<K, V> { get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; delete(key: K): boolean; }
interface ReadonlySet<T> { has(value: T): boolean; readonly size: number; [Symbol.iterator](): any; forEach(each: (value: T) => void): void; }
declare var WeakMap: { new <K = any, V = any>(entries?: any): WeakMap<K, V> };
declare var Map: { new <K = any, V = any>(entries?: any): Map<K, V> };
interface Set<T> { add(value: T): this; has(value: T): boolean; delete(value: T): boolean; readonly size: number; [Symbol.iterator](): any; forEach(each: (value: T) => void): void; }
declare var Set: { new <T = any>(values?: any): Set<T> };
declare var Object: { assign<T, U>(target: T, source: U): T & U; assign(target: any, ...sources: any[]): any; freeze<T>(value: T): Readonly<T>; keys(value: any): string[]; values<T = any>(value: { [key: string]: T }): T[]; entries<T = any>(value: { [key: string]: T }): [string, T][]; fromEntries(entries: any): any; create(prototype: any): any; };
declare var JSON: { parse(text: string, revive?: any): any; stringify(value: any, replace?: any, space?: any): string };
interface Error { name: string; message: string; stack?: string; cause?: unknown; }
declare var Error: { new (message?: string, options?: any): Error; (message?: string): Error };
declare function String(value?: any): string;
declare function Number(value?: any): number;
declare function Boolean(value?: any): boolean;
declare function encodeURIComponent(text: any): string;
declare function encodeURI(text: string): string;
declare const undefined: undefined;
declare const console: any;
declare const process: any;
declare function require(name: string): any;
declare function fetch(input: any, init?: any): Promise<any>;
`;
