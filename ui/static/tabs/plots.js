// @ts-check
// Plots by day as SVG: stacked bars, and ranges with a middle. Values show on hover and with the arrow keys; a table with
// the same figures stands behind each. Text by textContent.

import { button, el, setText, svg } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { fullDay, shortDay } from "./plot_axis.js";
import { plotParts } from "./plot_drawing.js";

/** @import { UsedDay } from "../views.d.ts" */
/** @import { Plotted, Series } from "./plot_drawing.js" */
/**
 * @typedef {object} Told
 * @property {(day: UsedDay) => string} tell The line for one day.
 * @property {string[]} columns Of the table.
 * @property {(day: UsedDay) => string[]} rows Its cells.
 */
/** @typedef {HTMLElement & {show: (days: UsedDay[], words: string) => void}} Plot */

/**
 * One plot.
 * @param {Plotted & Told} plotted
 * @returns {Plot}
 */
export const dayPlot = (plotted) => {
  const { title, tell, columns, rows } = plotted;
  const line = el("p.e-plot-line", { "aria-live": "polite" });
  const drawing = svg("svg", { class: "e-plot", role: "img", tabindex: "0" });
  const table = el("table.e-plot-table");
  const behind = el("div.e-plot-behind.e-unseen", null, table);
  const key = keyOf(plotted);
  const toggle = button(
    t("Table"),
    () => {
      const shown = behind.classList.toggle("e-unseen") === false;
      drawing.toggleAttribute("hidden", shown);
      line.hidden = key.hidden = shown;
      toggle.setAttribute("aria-pressed", String(shown));
    },
    "quiet",
  );
  toggle.setAttribute("aria-pressed", "false");
  toggle.setAttribute("aria-label", t("Table: {title}", { title }));
  const head = el("figcaption", null, el("strong", null, title), toggle);
  const node = el("figure.e-plot-figure", null, head, line, drawing, key, behind);

  /** @type {UsedDay[]} */
  let days = [];
  /** @type {number | null} */
  let at = null;
  /** @type {Element[]} */
  let bars = [];
  let sum = "";

  function draw() {
    const width = Math.round(drawing.clientWidth);
    if (!width || !days.length) return;
    const made = plotParts(plotted, days, width);
    bars = made.bars;
    bars.forEach((bar, index) => bar.addEventListener("pointerenter", () => point(index)));
    drawing.setAttribute("viewBox", `0 0 ${width} ${made.height}`);
    drawing.replaceChildren(...made.parts);
    const [first, last] = [days[0], days[days.length - 1]].map(({ date }) => shortDay(date));
    drawing.setAttribute(
      "aria-label",
      t("{title}, {first} to {last}. {sum} Arrow keys tell single days; the table has all.", {
        title,
        first,
        last,
        sum,
      }),
    );
    point(at);
  }

  /** @param {number | null} index */
  function point(index) {
    at = index === null || index >= days.length ? null : index;
    bars.forEach((bar, place) => bar.classList.toggle("e-plot-chosen", place === at));
    setText(line, at === null ? sum : `${fullDay(days[at].date)}: ${tell(days[at])}`);
  }

  drawing.addEventListener("pointerleave", () => point(null));
  drawing.addEventListener("blur", () => point(null));
  drawing.addEventListener("keydown", (event) => {
    const now = at ?? days.length;
    const ways = new Map([
      ["ArrowLeft", now - 1],
      ["ArrowRight", now + 1],
      ["Home", 0],
      ["End", days.length - 1],
    ]);
    const next = ways.get(event.key);
    if (next === undefined) return;
    event.preventDefault();
    point(Math.max(0, Math.min(days.length - 1, next)));
  });
  new ResizeObserver(draw).observe(drawing);

  return Object.assign(node, {
    /**
     * @param {UsedDay[]} given
     * @param {string} words Of all days.
     */
    show(given, words) {
      days = given;
      sum = words;
      table.replaceChildren(...tableParts(title, columns, [...days].reverse(), rows));
      draw();
    },
  });
};

/**
 * What the colours mean.
 * @param {Plotted} plotted
 */
function keyOf({ range, series = [] }) {
  const usual = { name: t("Usual"), className: "e-part-done" };
  const most = { name: t("Most"), className: "e-part-spread" };
  const meant = range ? [usual, most] : series.length > 1 ? series : [];
  const parts = meant.map(({ name, className }) =>
    el("span", null, el(`i.${className}`, { "aria-hidden": "true" }), name),
  );
  return el("span.e-plot-key", null, parts);
}

/**
 * @param {string} title
 * @param {string[]} columns
 * @param {UsedDay[]} days
 * @param {(day: UsedDay) => string[]} rows
 */
function tableParts(title, columns, days, rows) {
  const heads = [t("Day"), ...columns].map((name) => el("th", { scope: "col" }, name));
  const lines = days.map((day) => {
    const cells = rows(day).map((cell) => el("td", null, cell));
    return el("tr", null, el("th", { scope: "row" }, fullDay(day.date)), cells);
  });
  return [el("caption.e-unseen", null, title), el("thead", null, el("tr", null, heads)), el("tbody", null, lines)];
}

/**
 * A share of a row as a thin bar.
 * @param {[string, number][]} parts Class and share, 0 to 1, of each.
 */
export const shares = (parts) =>
  el(
    "span.e-shares",
    { "aria-hidden": "true" },
    parts
      .filter(([, share]) => share > 0)
      .map(([className, share]) => {
        const part = el(`i.${className}`);
        part.style.width = `${Math.max(1, 100 * share).toFixed(2)}%`;
        return part;
      }),
  );
