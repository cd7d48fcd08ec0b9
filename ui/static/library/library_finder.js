// @ts-check
// Search as you type and filters over the library's wall.

import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { midnight, wallFilters } from "./wall_filters.js";

/** @import { Server } from "../views.d.ts" */

const TYPING_MS = 180;

/**
 * @param {HTMLElement} toggle
 * @param {boolean} on
 */
const press = (toggle, on) => toggle.setAttribute("aria-pressed", String(on));

/**
 * @param {object} of
 * @param {Server} of.server
 * @param {Record<string, string>} of.kinds Title by name.
 * @param {Record<string, string>} of.panels
 * @param {() => void} of.changed What is looked for is another now.
 */
export const libraryFinder = ({ server, kinds, panels, changed }) => {
  let kind = "all";
  const search = searchBox(now);
  const filters = wallFilters({ server, panels, changed: now, clear });
  const tabs = Object.entries(kinds).map(([name, title]) =>
    el(
      "button.e-tab",
      { type: "button", "aria-pressed": String(name === "all"), dataset: { kind: name }, onclick: () => choose(name) },
      title,
    ),
  );
  const favourite = button(
    "★",
    () => {
      press(favourite, favourite.getAttribute("aria-pressed") !== "true");
      now();
    },
    "",
    t("Favourites"),
  );
  favourite.append(el("span.e-wide-only", null, t("Favourites")));
  press(favourite, false);
  const more = button(t("Filters"), () => {
    filters.row.hidden = !filters.row.hidden;
    more.setAttribute("aria-expanded", String(!filters.row.hidden));
    if (!filters.row.hidden) filters.facets();
  });
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-controls", filters.row.id);
  const row = el("div.e-finder-row", null, search, favourite, more);
  const node = el("div.e-finder", { role: "search" }, row, filters.row);

  function wanted() {
    /** @type {Record<string, unknown>} */
    const asked = { kind, ...filters.set() };
    if (asked.since) asked.since = midnight(String(asked.since));
    if (asked.until) asked.until = midnight(String(asked.until), 1);
    if (search.value.trim()) asked.text = search.value.trim();
    if (favourite.getAttribute("aria-pressed") === "true") asked.favourite = true;
    return asked;
  }

  function clear() {
    search.value = "";
    press(favourite, false);
    filters.reset();
    now();
  }

  function now() {
    const set = Object.keys(filters.set()).length;
    setText(more, set ? t("Filters · {set}", { set }) : t("Filters"));
    changed();
  }

  /** @param {string} name */
  function choose(name) {
    kind = name;
    node.hidden = name === "bin"; // which is short, and looked through by eye
    favourite.hidden = filters.tag.hidden = name === "failed"; // only files have these
    for (const tab of tabs) press(tab, tab.dataset.kind === name);
    changed();
  }

  return {
    node,
    /** What is looked for, without what is not set. */
    wanted,
    tabs: el("div.e-tabs.e-library-kinds", { role: "group", "aria-label": t("Show") }, tabs),
    kind: () => kind,
    narrowed: () => kind !== "bin" && Object.keys(wanted()).length > 1,
    clear,
  };
};

/** @param {() => void} changed What was typed rests for a moment, or Enter was pressed. */
function searchBox(changed) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return el("input.e-entry", {
    type: "search",
    placeholder: t("Search prompts, models, names, notes"),
    "aria-label": t("Search the library"),
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(changed, TYPING_MS);
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      clearTimeout(timer);
      changed();
    },
  });
}
