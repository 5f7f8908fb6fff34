/** A call that renders a view by its name, with values for the names in it. */
export interface ViewCall {
  readonly methods: readonly string[];
  /** Which arguments are the name of the view and the values. */
  readonly view: number;
  readonly values: number;
}

/** The calls that are known; each counts only where it names a view of the program. */
export const VIEW_CALLS: readonly ViewCall[] = [
  {
    methods: [
      // https://expressjs.com/en/api.html#res.render, https://github.com/koajs/views, https://adonisjs.com/docs/views
      'render',
      // https://github.com/fastify/point-of-view, https://hapi.dev/module/vision/api, https://sailsjs.com/documentation/reference/response-res/res-view
      'view',
      'viewAsync',
      'renderAsync',
      // https://ejs.co/#docs, https://pugjs.org/api/reference.html
      'renderFile',
      'renderView',
      'renderSync',
    ],
    view: 0,
    values: 1,
  },
];

/** Decorators of methods whose result is the values of a view: https://docs.nestjs.com/techniques/mvc */
export const VIEW_DECORATORS: ReadonlySet<string> = new Set(['Render']);

/** Members that hold values for every view, by what they are members of. */
export const VALUES_OF_ALL: readonly { readonly member: string; readonly owners: ReadonlySet<string> }[] = [
  // https://expressjs.com/en/api.html#res.locals, https://expressjs.com/en/api.html#app.locals, https://github.com/fastify/point-of-view
  { member: 'locals', owners: new Set(['res', '_res', 'response', 'reply', 'app', 'application', 'server']) },
  // https://koajs.com/#ctx-state
  { member: 'state', owners: new Set(['ctx', '_ctx', 'context']) },
];
