/** Calls that hand a payload to a function of a table by its name: https://vuex.vuejs.org/guide/mutations.html */
export const COMMITS: Readonly<Record<string, string>> = { commit: 'mutations', dispatch: 'actions' };

/** The tables of a store: what changes the state, what is made of it, what asks for changes. */
export const MUTATIONS = 'mutations';
export const GETTERS = 'getters';
export const ACTIONS = 'actions';

/** The member that has the state, and what has it: `this.$store.state`, `context.state`, `useStore().state`. */
export const STATE_MEMBER = 'state';
export const HAVING_STATE = /^(?:\$?store|vuex|context|ctx|useStore)$/;

/** What functions of the tables call the state, or take it out of their context by. */
export const STATE_PARAMETERS: ReadonlySet<string> = new Set(['state', 'rootState', 'getters', 'rootGetters', 's']);

/** Functions that give a component members of the state, or what getters make of it: https://vuex.vuejs.org/guide/state.html#the-mapstate-helper */
export const MAPPING: Readonly<Record<string, string>> = { mapState: STATE_MEMBER, mapGetters: GETTERS };

/** The member of a component whose functions answer other members of it. */
export const COMPUTED = 'computed';
