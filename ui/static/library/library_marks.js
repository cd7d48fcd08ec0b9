// @ts-check
// Favourites, tags and a note: for what is selected, and for the one that is open.

import { askText } from "../kit/dialog.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";

/** @import { Server } from "../views.d.ts" */

/**
 * @param {{id: string}[]} items
 * @param {{server: Server, changed: () => void}} tools
 */
export const tagSelection = async (items, { server, changed }) => {
  const hints = (await server.library_facets(null).catch(() => null))?.tags ?? [];
  askText({
    title: items.length > 1 ? t("Tag {items} items", { items: items.length }) : t("Tag it"),
    label: t("Tag"),
    act: t("Add tag"),
    longest: 40,
    hints,
    done: async (tag) => {
      if (!(await call(server.assets_tag, { ids: items.map(({ id }) => id), tag, on: true }))) return false;
      toast(t("Tagged “{tag}”.", { tag: tag.trim().toLowerCase() }));
      changed();
    },
  });
};

/**
 * A row below the open item: favourite, tags that can be taken away, a note that is kept when the field is left.
 * @param {{server: Server, changed: () => void}} tools
 */
export const libraryMarks = ({ server, changed }) => {
  const star = el(
    "button.e-button",
    { type: "button", "aria-pressed": "false", onclick: () => favour() },
    "★ Favourite",
  );
  const tags = el("span.e-tag-row");
  const field = el("input.e-entry.e-tag-field", {
    "aria-label": t("Add a tag"),
    placeholder: t("Add a tag"),
    maxlength: 40,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      tag(field.value, true);
    },
  });
  const note = el("textarea.e-entry.e-note-field", {
    rows: 1,
    "aria-label": t("Note"),
    placeholder: t("Note"),
    maxlength: 2000,
    onchange: async () => {
      if (await call(server.assets_note, { ids, note: note.value })) changed();
    },
  });
  const node = el("div.e-marks", null, el("div.e-marks-row", null, star, tags, field), note);
  /** @type {string[]} */
  let ids = [];
  let shown = 0;

  /** @param {string} of */
  async function show(of) {
    ids = [of];
    const turn = ++shown,
      marks = await server.assets_marks({ ids }).catch(() => null);
    if (turn !== shown || !marks?.tags) return;
    star.setAttribute("aria-pressed", String(marks.favourite));
    if (document.activeElement !== note) note.value = marks.note;
    tags.replaceChildren(
      ...marks.tags.map((name) =>
        el(
          "span.e-tag",
          null,
          name,
          el(
            "button.e-tag-off",
            { type: "button", "aria-label": t("Remove tag {name}", { name }), onclick: () => tag(name, false) },
            "×",
          ),
        ),
      ),
    );
  }

  async function favour() {
    const on = star.getAttribute("aria-pressed") !== "true";
    if (!(await call(server.assets_favour, { ids, on }))) return;
    star.setAttribute("aria-pressed", String(on));
    changed();
  }

  /**
   * @param {string} name
   * @param {boolean} on
   */
  async function tag(name, on) {
    if (!name.trim() || !(await call(server.assets_tag, { ids, tag: name, on }))) return;
    field.value = "";
    show(ids[0]);
    changed();
  }

  return { node, show, favour };
};
