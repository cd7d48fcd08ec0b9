// @ts-check
// The filters of the library: panel, model, tag, days.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";

/** @import { Server } from "../views.d.ts" */
/** @typedef {{name: string, title: string}} Choice */
/** @typedef {{node: HTMLElement, box: HTMLSelectElement | HTMLInputElement}} Filter */

/**
 * @param {object} of
 * @param {Server} of.server
 * @param {Record<string, string>} of.panels Title by name.
 * @param {() => void} of.changed
 * @param {() => void} of.clear
 */
export const wallFilters = ({ server, panels, changed, clear }) => {
  /** @param {string} label */
  const choice = (label) => {
    const box = el("select.e-entry", { onchange: changed, onfocus: facets });
    return { node: el("label.e-filter", null, el("span", null, label), box), box };
  };
  /** @param {string} label */
  const day = (label) => {
    const box = el("input.e-entry", { type: "date", onchange: changed });
    return { node: el("label.e-filter", null, el("span", null, label), box), box };
  };
  const model = choice(t("Model"));
  const tag = choice(t("Tag"));
  const capability = choice(t("Panel"));
  /** @type {Record<string, Filter>} */
  const filters = { capability, model, tag, since: day(t("From")), until: day(t("To")) };
  const all = Object.values(filters);
  const row = el(
    "div.e-filters",
    { hidden: true, id: "e-library-filters" },
    all.map(({ node }) => node),
    button(t("Clear filters"), clear, "quiet"),
  );
  const titles = Object.entries(panels).map(([name, title]) => ({ name, title }));
  offer(capability.box, titles, t("Any panel"));
  offer(model.box, [], t("Any model"));
  offer(tag.box, [], t("Any tag"));

  async function facets() {
    const found = await server.library_facets(null).catch(() => null);
    if (!found?.models) return;
    offer(model.box, found.models, t("Any model"));
    const tags = found.tags.map((name) => ({ name, title: name }));
    offer(tag.box, tags, t("Any tag"));
  }

  return {
    row,
    tag: tag.node,
    facets,
    /** @returns {Record<string, string>} What is set, by name. */
    set: () =>
      Object.fromEntries(Object.entries(filters).flatMap(([name, { box }]) => (box.value ? [[name, box.value]] : []))),
    reset: () => {
      for (const { box } of all) box.value = "";
    },
  };
};

/**
 * What is chosen stays, also where it is not among them any more.
 * @param {HTMLSelectElement} select
 * @param {Choice[]} entries
 * @param {string} none
 */
function offer(select, entries, none) {
  const chosen = select.value;
  const known = new Set(entries.map(({ name }) => name));
  const offered = chosen && !known.has(chosen) ? [{ name: chosen, title: chosen }, ...entries] : entries;
  select.replaceChildren(
    el("option", { value: "" }, none),
    ...offered.map(({ name, title }) => el("option", { value: name }, title)),
  );
  select.value = chosen;
}

/**
 * Days are those of the visitor's own time, and go to the server as the moments in which they begin and end.
 * @param {string} day "2026-11-21"
 * @param {number} [later] Days.
 */
export const midnight = (day, later = 0) => {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
};
