/** Calls that hand an action to the reducers: https://redux.js.org/api/store#dispatchaction, https://redux-saga.js.org/docs/api/#putaction */
export const DISPATCHES: ReadonlySet<string> = new Set(['dispatch', 'put', 'putResolve']);

/** Calls that hand a function the state, and answer what it selects: https://react-redux.js.org/api/hooks#useselector */
export const SELECTING_HOOK = /^use\w*Selector$/;

/** The effect of redux-saga that does the same: https://redux-saga.js.org/docs/api/#selectselector-args */
export const SELECTING_EFFECT = 'select';

/** The call whose result hands a component what a function selects: https://react-redux.js.org/api/connect */
export const CONNECTS = 'connect';

/** Other calls that hand functions the state: https://redux.js.org/usage/deriving-data-selectors */
export const SELECTING: ReadonlySet<string> = new Set([
  SELECTING_EFFECT,
  CONNECTS,
  ...['createSelector', 'createDraftSafeSelector'],
]);

/** What functions that select are called, and how their parameter is. */
export const SELECTOR_NAME = /^(?:select|get|mapState)/;
export const STATE_NAMES: ReadonlySet<string> = new Set(['state', 's', 'rootState', 'root', 'store']);

/** The call that answers the state itself. */
export const ANSWERS_STATE = 'getState';

/** What the second parameter of a reducer is called, and the members of it that patterns take out. */
export const ACTION_NAMES: ReadonlySet<string> = new Set(['action', '_action', 'act']);
export const ACTION_MEMBERS: ReadonlySet<string> = new Set(['payload', 'type']);

/** Calls of Redux Toolkit: https://redux-toolkit.js.org/api/createSlice, https://redux-toolkit.js.org/api/createAsyncThunk */
export const TOOLKIT = {
  slice: 'createSlice',
  reducers: 'reducers',
  action: 'createAction',
  thunk: 'createAsyncThunk',
  addCase: 'addCase',
  fulfilled: 'fulfilled',
} as const;

/** Calls of NgRx, whose actions have the members that they are made of: https://ngrx.io/guide/store/reducers, https://ngrx.io/guide/store/action-groups */
export const NGRX = { module: '@ngrx/store', group: 'createActionGroup', on: 'on', reducer: 'createReducer' } as const;
