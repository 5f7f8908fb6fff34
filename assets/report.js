// The script of the HTML report: search, filters and the theme. The page says all it has to say without it.
// @ts-check
'use strict';

(() => {
  const root = document.documentElement;
  root.classList.add('has-script');
  addTheme();
  addFilters();
  openTarget();
  addEventListener('hashchange', openTarget);
  addEventListener('beforeprint', () => cards().forEach((card) => (card.open = true)));

  /** @returns {HTMLDetailsElement[]} */
  function cards() {
    return [...document.querySelectorAll('details.card')].filter((card) => card instanceof HTMLDetailsElement);
  }

  /** A link to a card shows what is in it, whatever the filters hide. */
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!(target instanceof HTMLDetailsElement)) return;
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }

  function addTheme() {
    const button = document.querySelector('[data-theme-toggle]');
    if (!button) return;
    const isDark = () =>
      root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    const label = () => (button.textContent = isDark() ? 'Light' : 'Dark');
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      label();
    });
    label();
  }

  function addFilters() {
    const form = document.querySelector('form.filters');
    if (!(form instanceof HTMLFormElement)) return;
    form.addEventListener('input', () => apply(form));
    form.addEventListener('submit', (event) => event.preventDefault());
    addToggle(form);
    addEventListener('keydown', (event) => {
      const search = form.querySelector('input[type=search]');
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (event.key !== '/' || isTyping || !(search instanceof HTMLInputElement)) return;
      event.preventDefault();
      search.focus();
    });
  }

  /** @param {HTMLFormElement} form */
  function addToggle(form) {
    const button = form.querySelector('[data-toggle-all]');
    if (!button) return;
    const areOpen = () => cards().some((card) => card.open);
    const label = () => (button.textContent = areOpen() ? 'Close all' : 'Open all');
    button.addEventListener('click', () => {
      const open = !areOpen();
      for (const card of cards()) card.open = open;
      label();
    });
    document.addEventListener('toggle', label, true);
    label();
  }

  /**
   * Hides the cards that do not match.
   *
   * @param {HTMLFormElement} form
   */
  function apply(form) {
    const wanted = Object.fromEntries(new FormData(form));
    const text = String(wanted.text ?? '')
      .trim()
      .toLowerCase();
    const isMatch = (/** @type {HTMLElement} */ card) =>
      ['remedy', 'rules', 'owners'].every(
        (name) =>
          !wanted[name] ||
          (card.dataset[name] ?? '').split(name === 'remedy' ? '\n' : ' ').includes(String(wanted[name])),
      ) &&
      (text === '' || (card.textContent ?? '').toLowerCase().includes(text));
    for (const card of cards()) card.hidden = !isMatch(card);
    const shown = cards().filter((card) => !card.hidden).length;
    const output = form.querySelector('output');
    if (output) output.textContent = `${shown} of ${cards().length} shown`;
    const nothing = document.getElementById('no-match');
    if (nothing) nothing.hidden = shown > 0;
  }
})();
