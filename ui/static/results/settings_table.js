// Two sets of settings side by side.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";

const cell = (side) =>
  side.pictures
    ? side.pictures.map((one) =>
        one.thumb
          ? el("img.e-row-picture", { src: one.thumb, alt: one.alt, title: one.alt })
          : el("span.e-url", null, one.url),
      )
    : el("span", null, side.text);

// rows: [{role, label, now, then, value, chosen, hint}]; with `ticks` each can be taken or left.
export const settingsTable = ({ rows, before, after, ticks = false }) => {
  const boxes = rows.map(
    (row, place) => ticks && el("input", { type: "checkbox", checked: row.chosen, id: `e-take-${row.role}-${place}` }),
  );
  const node = el(
    "table.e-settings-table",
    null,
    el(
      "thead",
      null,
      el(
        "tr",
        null,
        el("th", { scope: "col" }, t("Setting")),
        el("th", { scope: "col" }, before),
        el("th", { scope: "col" }, after),
      ),
    ),
    el(
      "tbody",
      null,
      rows.map((row, place) =>
        el(
          "tr",
          null,
          el(
            "th",
            { scope: "row" },
            ticks ? el("label", { for: boxes[place].id }, boxes[place], row.label) : row.label,
            row.hint && el("small", null, row.hint),
          ),
          el("td", { "data-of": before }, cell(row.now)),
          el("td", { "data-of": after }, cell(row.then)),
        ),
      ),
    ),
  );
  return { node, chosen: () => rows.filter((_, place) => boxes[place]?.checked) };
};
