// Search as you type and filters over the library's wall.
import { button, el, setText } from "../kit/dom.js";

const TYPING_MS = 180;

// changed(): what is looked for is another now; wanted() returns it, without what is not set.
export const libraryFinder = ({ server, kinds, panels, changed }) => {
  let kind = "all",
    timer = null;
  const search = el("input.e-entry", {
    type: "search",
    placeholder: "Search prompts, models, names, notes",
    "aria-label": "Search the library",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(now, TYPING_MS);
    },
    onkeydown: (event) => {
      if (event.key === "Enter") {
        clearTimeout(timer);
        now();
      }
    },
  });
  const tabs = Object.entries(kinds).map(([name, title]) =>
    el(
      "button.e-tab",
      { type: "button", "aria-pressed": String(name === "all"), dataset: { kind: name }, onclick: () => choose(name) },
      title,
    ),
  );
  const choice = (label) => {
    const select = el("select.e-entry", { onchange: now, onfocus: facets });
    return { node: el("label.e-filter", null, el("span", null, label), select), select };
  };
  const day = (label) => {
    const input = el("input.e-entry", { type: "date", onchange: now });
    return { node: el("label.e-filter", null, el("span", null, label), input), select: input };
  };
  const filters = {
    capability: choice("Panel"),
    model: choice("Model"),
    tag: choice("Tag"),
    since: day("From"),
    until: day("To"),
  };
  const favourite = el(
    "button.e-button",
    {
      type: "button",
      "aria-pressed": "false",
      "aria-label": "Favourites",
      title: "Favourites",
      onclick: () => {
        press(favourite, favourite.getAttribute("aria-pressed") !== "true");
        now();
      },
    },
    "★",
    el("span.e-wide-only", null, "Favourites"),
  );
  const clear = button(
    "Clear filters",
    () => {
      reset();
      now();
    },
    "quiet",
  );
  const row = el(
    "div.e-filters",
    { hidden: true, id: "e-library-filters" },
    ...Object.values(filters).map(({ node }) => node),
    clear,
  );
  const more = el(
    "button.e-button",
    {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": "e-library-filters",
      onclick: () => {
        row.hidden = !row.hidden;
        more.setAttribute("aria-expanded", String(!row.hidden));
        if (!row.hidden) facets();
      },
    },
    "Filters",
  );
  offer(
    filters.capability.select,
    Object.entries(panels).map(([name, title]) => ({ name, title })),
    "Any panel",
  );
  offer(filters.model.select, [], "Any model");
  offer(filters.tag.select, [], "Any tag");
  const node = el("div.e-finder", { role: "search" }, el("div.e-finder-row", null, search, favourite, more), row);

  const press = (toggle, on) => toggle.setAttribute("aria-pressed", String(on));

  function offer(select, entries, none) {
    const chosen = select.value,
      known = new Set(entries.map(({ name }) => name));
    if (chosen && !known.has(chosen)) entries = [{ name: chosen, title: chosen }, ...entries];
    select.replaceChildren(
      el("option", { value: "" }, none),
      ...entries.map(({ name, title }) => el("option", { value: name }, title)),
    );
    select.value = chosen;
  }

  async function facets() {
    const found = await server.library_facets(null).catch(() => null);
    if (!found?.models) return;
    offer(filters.model.select, found.models, "Any model");
    offer(
      filters.tag.select,
      found.tags.map((name) => ({ name, title: name })),
      "Any tag",
    );
  }

  // Days are those of the visitor's own time, and go to the server as the moments in which they begin and end.
  function midnight(day, later = 0) {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(year, month - 1, date + later).toISOString();
  }

  function wanted() {
    const set = Object.entries(filters)
      .map(([name, { select }]) => [name, select.value])
      .filter(([, value]) => value);
    const asked = { kind, ...Object.fromEntries(set) };
    if (asked.since) asked.since = midnight(asked.since);
    if (asked.until) asked.until = midnight(asked.until, 1);
    if (search.value.trim()) asked.text = search.value.trim();
    if (favourite.getAttribute("aria-pressed") === "true") asked.favourite = true;
    return asked;
  }

  function reset() {
    search.value = "";
    press(favourite, false);
    for (const { select } of Object.values(filters)) select.value = "";
  }

  function now() {
    const set = Object.values(filters).filter(({ select }) => select.value).length;
    setText(more, set ? `Filters · ${set}` : "Filters");
    changed();
  }

  function choose(name) {
    kind = name;
    node.hidden = name === "bin"; // which is short, and looked through by eye
    favourite.hidden = filters.tag.node.hidden = name === "failed"; // only files have these
    for (const tab of tabs) press(tab, tab.dataset.kind === name);
    changed();
  }

  return {
    node,
    wanted,
    tabs: el("div.e-tabs.e-library-kinds", { role: "group", "aria-label": "Show" }, tabs),
    kind: () => kind,
    narrowed: () => kind !== "bin" && Object.keys(wanted()).length > 1,
    focus: () => search.focus(),
    clear: () => {
      reset();
      now();
    },
  };
};
