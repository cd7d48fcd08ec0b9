// @ts-check
// What a plot by day draws: its grid, the names of days, and a group of shapes for each day.
import { svg } from "../kit/dom.js";
import { axis, shortDay } from "./plot_axis.js";

/** @import { UsedDay, WaitsView } from "../views.d.ts" */
/** @typedef {{name: string, className: string, value: (day: UsedDay) => number}} Series */
/**
 * What a plot shows.
 * @typedef {object} Plotted
 * @property {string} title
 * @property {Series[]} [series] Stacked, one upon the other.
 * @property {(day: UsedDay) => WaitsView | null} [range] In place of series: from low to high, with a dot.
 * @property {() => number | null} [limit] A line across.
 * @property {boolean} [whole] Whether values are whole numbers.
 * @property {(value: number) => string} say A value of the axis in words.
 */
/** @typedef {{left: number, right: number, slot: number, thick: number, y: (value: number) => number}} Frame */

const HEIGHT = 168,
  TOP = 8,
  BOTTOM = 22,
  RIGHT = 4;

/**
 * @param {Record<string, string | number>} attributes
 * @param {string} words
 */
const text = (attributes, words) => svg("text", attributes, words);

/**
 * @param {Plotted} plotted
 * @param {UsedDay[]} days At least one.
 * @param {number} width In pixels.
 */
export const plotParts = ({ series = [], range, limit = () => null, whole = false, say }, days, width) => {
  /** @param {UsedDay} day */
  const topOf = (day) => (range ? (range(day)?.high ?? 0) : series.reduce((all, { value }) => all + value(day), 0));
  const lineAt = limit();
  const most = Math.max(...days.map(topOf));
  const { step, top } = axis(Math.max(most, lineAt !== null && lineAt < most * 4 ? lineAt : 0), whole, Boolean(range));
  const ticks = [];
  for (let value = 0; value <= top + step / 2; value += step) ticks.push(value);
  const left = 10 + 7 * Math.max(...ticks.map((value) => say(value).length));
  const right = width - RIGHT;
  const slot = (right - left) / days.length;
  /** @param {number} value */
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const frame = { left, right, slot, thick: Math.max(2, Math.min(28, slot * 0.68)), y };
  const bars = days.map((day, index) =>
    svg(
      "g",
      { class: "e-plot-day" },
      svg("rect", { class: "e-plot-hit", x: left + slot * index, y: TOP, width: slot, height: HEIGHT - TOP - BOTTOM }),
      ...(range ? spread(range(day), index, frame) : stack(series, day, index, frame)),
    ),
  );
  const parts = [...grid(ticks, say, frame), ...dayNames(days, frame), ...bars];
  if (lineAt !== null && lineAt <= top)
    parts.push(svg("line", { class: "e-plot-limit", x1: left, x2: right, y1: y(lineAt), y2: y(lineAt) }));
  return { parts, bars, height: HEIGHT };
};

/**
 * @param {number} index
 * @param {Frame} frame
 */
const middle = (index, { left, slot }) => left + slot * (index + 0.5);

/**
 * @param {number[]} ticks
 * @param {(value: number) => string} say
 * @param {Frame} frame
 * @returns {SVGElement[]}
 */
function grid(ticks, say, { left, right, y }) {
  return ticks.flatMap((value) => [
    svg("line", { class: value ? "e-plot-grid" : "e-plot-base", x1: left, x2: right, y1: y(value), y2: y(value) }),
    text({ class: "e-plot-tick", x: left - 7, y: y(value) + 4, "text-anchor": "end" }, say(value)),
  ]);
}

/**
 * The newest day is named, and as many before it as there is room for.
 * @param {UsedDay[]} days
 * @param {Frame} frame
 */
function dayNames(days, frame) {
  const { left, right } = frame;
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((right + RIGHT - left) / 76))));
  return days.flatMap((day, index) => {
    if ((days.length - 1 - index) % every) return [];
    const last = index === days.length - 1;
    const place = { x: last ? right : middle(index, frame), y: HEIGHT - 5, "text-anchor": last ? "end" : "middle" };
    return text({ class: "e-plot-tick", ...place }, shortDay(day.date));
  });
}

/**
 * @param {WaitsView | null} waits
 * @param {number} index
 * @param {Frame} frame
 */
function spread(waits, index, frame) {
  if (!waits) return [];
  const x = middle(index, frame);
  const { y, thick } = frame;
  return [
    svg("line", {
      class: "e-plot-spread",
      x1: x,
      x2: x,
      y1: y(waits.high),
      y2: y(waits.low),
      "stroke-width": Math.min(6, thick),
    }),
    svg("circle", { class: "e-plot-usual", cx: x, cy: y(waits.usual), r: Math.max(2.5, Math.min(4, thick / 2)) }),
  ];
}

/**
 * @param {Series[]} series
 * @param {UsedDay} day
 * @param {number} index
 * @param {Frame} frame
 */
function stack(series, day, index, frame) {
  const { y, thick } = frame;
  let below = 0;
  return series.flatMap(({ className, value }) => {
    const from = below;
    below += value(day);
    if (below <= from) return [];
    return svg("rect", {
      class: className,
      x: middle(index, frame) - thick / 2,
      width: thick,
      y: y(below),
      height: Math.max(1, y(from) - y(below)),
      rx: Math.min(2, thick / 3),
    });
  });
}
