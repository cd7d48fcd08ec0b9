// @ts-check
// The measures of a tile, in metres and millimetres.

import { numberIn } from "../../form/number_box.js";
import { el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";

/** @import { DeskCard } from "../../views.d.ts" */
/** @import { Desk } from "./desk.js" */
/**
 * @typedef {object} Measure
 * @property {string} name
 * @property {string} label
 * @property {string} unit
 * @property {number | null} value What people said.
 * @property {number} usual What holds meanwhile.
 * @property {(value: number | null) => unknown} write
 */

/**
 * @param {Desk} desk
 * @param {DeskCard} report
 */
export const measures = (desk, report) => {
  const job = desk.job();
  const write = async (/** @type {Record<string, number | null>} */ given) => {
    if (await call(desk.server.material_measure, { material: job.id, ...given })) desk.changed();
  };
  const size = field({
    name: "size_m",
    label: t("Width of the tile"),
    unit: "m",
    value: job.size_m,
    usual: report.size_m,
    write: (size_m) => write({ size_m }),
  });
  const range = field({
    name: "height_range_m",
    label: t("Height range, black to white"),
    unit: "mm",
    value: job.height_range_m === null ? null : job.height_range_m * 1000,
    usual: report.height_range_m * 1000,
    write: (mm) => write({ height_range_m: mm === null ? null : mm / 1000 }),
  });
  return el(
    "div.e-measures",
    { role: "group", "aria-label": t("Physical size") },
    el("h4", null, t("Physical size")),
    size,
    range,
    el("p.e-quiet", null, report.measured),
  );
};

/** @param {number} number */
const short = (number) => String(Number(number.toPrecision(3)));

/** @param {Measure} measure */
function field({ name, label, unit, value, usual, write }) {
  const wrong = el(
    "small.e-error",
    { role: "alert", hidden: true, id: `e-measure-${name}-error` },
    t("Write a number, such as 0.5."),
  );
  const input = el("input.e-input", {
    name,
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: short(usual),
    value: value === null ? null : short(value),
    "aria-describedby": wrong.id,
    onchange: () => {
      const typed = numberIn(input.value);
      const clear = typed === null || (typeof typed === "number" && typed >= 0);
      wrong.hidden = clear;
      if (clear) write(typed);
    },
  });
  return el("label", null, el("span", null, label), el("span.e-measure", null, input, el("span", null, unit)), wrong);
}

/**
 * The field that is being filled in, when what is around it is drawn anew: a number is written when its field is left,
 * and then the next one has the focus.
 * @param {HTMLElement} body
 * @returns {{goOn: (body: HTMLElement) => void} | null}
 */
export const typedMeasure = (body) => {
  const typing = document.activeElement;
  if (!(typing instanceof HTMLInputElement) || !body.contains(typing) || !typing.closest(".e-measure")) return null;
  const { name, value } = typing;
  return {
    goOn(drawn) {
      const again = drawn.querySelector(`[name=${name}]`);
      if (!(again instanceof HTMLInputElement)) return;
      again.value = value;
      again.focus({ preventScroll: true });
    },
  };
};
