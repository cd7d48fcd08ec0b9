// @ts-check
// What is selected in the library, and the bar with what can be done with it.

import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { selectionActions } from "../results/result_actions.js";

/**
 * @template {{id: string}} Item
 * @typedef {object} Selection
 * @property {(id: string, how?: {range?: boolean, from?: string | null}) => void} press
 * @property {(id: string) => boolean} has
 * @property {() => Item[]} list
 * @property {() => boolean} active
 * @property {(on: boolean) => void} pick
 * @property {() => void} all
 * @property {() => void} clear
 * @property {(ids: string[]) => void} drop
 * @property {(fresh: Item[]) => void} renew
 */

/**
 * @template {{id: string}} Item
 * @param {object} of
 * @param {() => Item[]} of.items All that could be selected, in their order.
 * @param {() => void} of.changed Redraw marks.
 * @returns {Selection<Item>}
 */
export const selectionOf = ({ items, changed }) => {
  /** @type {Map<string, Item>} */
  const chosen = new Map(); // by id: what is selected stays so when the wall shows something else
  /** @type {string | null} */
  let anchor = null;
  let picking = false;

  /** @param {string} id */
  function choose(id) {
    const item = items().find((one) => one.id === id);
    if (item) chosen.set(id, item);
  }

  /**
   * @param {string} id
   * @param {{range?: boolean, from?: string | null}} [how] from: where a range begins, in place of the last press.
   */
  function press(id, { range = false, from = null } = {}) {
    const start = range ? (from ?? anchor) : null;
    if (start !== null && start !== id) {
      const all = items(),
        a = all.findIndex((item) => item.id === start),
        b = all.findIndex((item) => item.id === id);
      if (a >= 0 && b >= 0) for (const item of all.slice(Math.min(a, b), Math.max(a, b) + 1)) chosen.set(item.id, item);
      else choose(id);
    } else if (chosen.has(id)) chosen.delete(id);
    else choose(id);
    anchor = id;
    changed();
  }

  return {
    press,
    has: (id) => chosen.has(id),
    list: () => [...chosen.values()],
    active: () => picking || chosen.size > 0,
    pick: (on) => {
      picking = on;
      changed();
    },
    all: () => {
      for (const item of items()) chosen.set(item.id, item);
      changed();
    },
    clear: () => {
      chosen.clear();
      picking = false;
      changed();
    },
    // What is gone from the library can't stay selected.
    drop: (ids) => {
      for (const id of ids) chosen.delete(id);
      changed();
    },
    renew: (fresh) => {
      for (const item of fresh) if (chosen.has(item.id)) chosen.set(item.id, item);
    },
  };
};

/**
 * @typedef {object} SelectionAction
 * @property {string} title
 * @property {string} [hint]
 * @property {boolean} [joined] It stands at the one before, as another way of the same.
 * @property {(items: any[]) => boolean} [enabled]
 * @property {(items: any[], context: any) => unknown} run Items are as the wall has them.
 */

/**
 * @template {{id: string}} Item
 * @param {object} of
 * @param {Selection<Item>} of.selection
 * @param {() => SelectionAction[]} of.actions Our own, before those of other scripts.
 * @param {() => boolean} of.own Only ours now.
 * @param {object} of.context Handed to `run`.
 */
export const selectionBar = ({ selection, actions, own, context }) => {
  const count = el("span.e-pick-count", { role: "status" });
  const buttons = el("div.e-actions");
  const node = el(
    "div.e-pick-bar",
    { role: "toolbar", "aria-label": t("Selected"), hidden: true },
    count,
    buttons,
    button(t("Clear"), () => selection.clear(), "quiet"),
  );
  /** @type {{action: SelectionAction, press: HTMLButtonElement}[]} */
  let made = [];

  function draw() {
    node.hidden = !selection.active();
    if (node.hidden) return;
    const items = selection.list();
    setText(count, items.length ? t("{items} selected", { items: items.length }) : t("Choose what to select"));
    const all = [...actions(), ...(own() ? [] : selectionActions)];
    if (made.length !== all.length || made.some(({ action }, place) => action !== all[place])) {
      made = all.map((action) => ({
        action,
        press: button(action.title, () => action.run(selection.list(), { ...context, done: selection.clear })),
      }));
      /** @type {HTMLElement[][]} */
      const groups = [];
      for (const { action, press } of made) {
        if (action.hint) press.title = action.hint;
        const before = action.joined && groups.at(-1);
        before ? before.push(press) : groups.push([press]);
      }
      buttons.replaceChildren(
        ...groups.map((group) => (group.length > 1 ? el("span.e-carry", null, group) : group[0])),
      );
    }
    for (const { action, press } of made) press.disabled = !items.length || action.enabled?.(items) === false;
  }

  return { node, draw };
};
