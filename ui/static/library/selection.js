// What is selected in the library, and the bar with what can be done with it.
import { button, el, setText } from "../kit/dom.js";
import { selectionActions } from "../results/result_actions.js";

// items(): all that could be selected, in their order; changed(): redraw marks.
export const selectionOf = ({ items, changed }) => {
  const chosen = new Map(); // id -> item: what is selected stays so when the wall shows something else
  let anchor = null,
    picking = false;

  const find = (id) => items().find((item) => item.id === id);

  function press(id, { range = false, from = null } = {}) {
    const start = range ? (from ?? anchor) : null;
    if (start !== null && start !== id) {
      const all = items(),
        a = all.findIndex((item) => item.id === start),
        b = all.findIndex((item) => item.id === id);
      if (a >= 0 && b >= 0) for (const item of all.slice(Math.min(a, b), Math.max(a, b) + 1)) chosen.set(item.id, item);
      else chosen.set(id, find(id));
    } else if (chosen.has(id)) chosen.delete(id);
    else chosen.set(id, find(id));
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

// actions(): our own, before those of other scripts; own(): only ours now; context: handed to run().
export const selectionBar = ({ selection, actions, own, context }) => {
  const count = el("span.e-pick-count", { role: "status" });
  const buttons = el("div.e-actions");
  const node = el(
    "div.e-pick-bar",
    { role: "toolbar", "aria-label": "Selected", hidden: true },
    count,
    buttons,
    button("Clear", () => selection.clear(), "quiet"),
  );
  let made = [];

  function draw() {
    node.hidden = !selection.active();
    if (node.hidden) return;
    const items = selection.list();
    setText(count, items.length ? `${items.length} selected` : "Choose what to select");
    const all = [...actions(), ...(own() ? [] : selectionActions)];
    if (made.length !== all.length || made.some(({ action }, place) => action !== all[place])) {
      made = all.map((action) => ({
        action,
        press: button(action.title, () => action.run(selection.list(), { ...context, done: selection.clear })),
      }));
      const groups = [];
      for (const { action, press } of made) {
        if (action.hint) press.title = action.hint;
        action.joined ? groups.at(-1).push(press) : groups.push([press]);
      }
      buttons.replaceChildren(
        ...groups.map((group) => (group.length > 1 ? el("span.e-carry", null, group) : group[0])),
      );
    }
    for (const { action, press } of made) press.disabled = !items.length || action.enabled?.(items) === false;
  }

  return { node, draw };
};
