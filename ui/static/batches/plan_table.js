// @ts-check
// The plan of a batch as a table: each request with what varies and its price.
import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { variedAxes } from "./batch_cells.js";
import { requestWords } from "./batch_words.js";

/** @import { BatchView } from "../views.d.ts" */

/** @param {BatchView} batch */
export const planTable = (batch) => {
  const last = batch.axes.length - 1;
  const varied = variedAxes(batch);
  const axes = varied.length ? varied : [{ ...batch.axes[last], place: last }];
  const names = ["#", ...axes.map((axis) => axis.name), t("Price")];
  const head = names.map((name) => el("th", { scope: "col" }, name));
  const rows = batch.cells.map((cell, place) => {
    const price = cell.problem ? t("Left out. {problem}", { problem: cell.problem }) : cell.price;
    const texts = [`${place + 1}`, ...axes.map((axis) => axis.values[cell.at[axis.place]]), price];
    const entries = texts.map((text) => el("td", null, text));
    return el("tr", { class: cell.problem ? "e-left-out" : null }, entries);
  });
  const sum = el("th", { scope: "row", colspan: axes.length + 1 }, requestWords(batch.submits));
  return el(
    "div.e-batch-scroll",
    { tabindex: "0", role: "region", "aria-label": t("Plan") },
    el(
      "table.e-plan",
      null,
      el("thead", null, el("tr", null, head)),
      el("tbody", null, rows),
      el("tfoot", null, el("tr", null, sum, el("td", null, batch.price))),
    ),
  );
};
