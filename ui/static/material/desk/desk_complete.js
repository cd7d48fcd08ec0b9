// @ts-check
// "Complete": which maps there are and who made them, those to derive, to order from a vendor or to take from another
// material, and the measures of the tile in metres.

import { button, el, setText } from "../../kit/dom.js";
import { t, tn } from "../../kit/language.js";
import { deskSection } from "./desk.js";
import { mapOrder, mapTakeOver } from "./map_sources.js";
import { measures, typedMeasure } from "./measures.js";

/** @import { DeskCard, DeskMap } from "../../views.d.ts" */
/** @import { Desk } from "./desk.js" */
/** @typedef {{of: string | null, maps: Set<string>}} Ticked The maps to derive anew, of which material. */

deskSection("complete", {
  title: t("Complete"),
  place: 2,
  build(desk, body) {
    /** @type {Ticked} */
    const ticked = { of: null, maps: new Set() };
    return { show: () => show(desk, body, ticked) };
  },
});

/**
 * @param {Desk} desk
 * @param {HTMLElement} body
 * @param {Ticked} ticked
 */
async function show(desk, body, ticked) {
  const report = await desk.report(body);
  if (!report) return;
  if (ticked.of !== desk.job().id) Object.assign(ticked, { of: desk.job().id, maps: new Set() });
  const typing = typedMeasure(body);
  body.replaceChildren(
    ...derived(desk, report, ticked.maps),
    mapOrder(desk, report),
    mapTakeOver(desk),
    measures(desk, report),
  );
  typing?.goOn(body);
}

/**
 * The maps with boxes to tick, and the button that derives those that are missing or ticked.
 * @param {Desk} desk
 * @param {DeskCard} report
 * @param {Set<string>} remake
 */
function derived(desk, report, remake) {
  const run = () => desk.make("complete_material", { material: desk.job().id, remake: [...remake] });
  const start = button("", run, "primary");
  const note = el("p.e-quiet");
  const missing = report.maps.filter((one) => one.missing).length;
  const count = () => {
    const many = missing + remake.size;
    start.disabled = !many;
    setText(start, many ? tn(many, "Make {n} map", "Make {n} maps") : t("All six are there"));
    setText(note, deriveWords(many, remake.size));
  };
  const rows = report.maps.map((one) =>
    mapRow(one, remake.has(one.name), (wanted) => {
      if (wanted) remake.add(one.name);
      else remake.delete(one.name);
      count();
    }),
  );
  count();
  return [el("ul.e-made", { "aria-label": t("Maps") }, rows), el("div.e-desk-head", null, start, note)];
}

/**
 * @param {number} many Maps to make in all.
 * @param {number} anew Those of them that are there already.
 */
export const deriveWords = (many, anew) => {
  if (anew) return t("On this machine, free of charge. The new version has the ticked maps in place of the old ones.");
  return many
    ? t("On this machine, free of charge. What is there stays as it is.")
    : t("Tick a map to derive it anew.");
};

/**
 * @param {DeskMap} map
 * @param {boolean} ticked
 * @param {(wanted: boolean) => void} want
 */
function mapRow({ name, title, said, anew, missing, doubtful }, ticked, want) {
  const box = el("input", {
    type: "checkbox",
    checked: missing || ticked,
    disabled: missing,
    onchange: () => want(box.checked),
  });
  const words = el("small", { dataset: { doubt: String(doubtful) } }, said);
  const label = el(
    "label.e-made-map",
    null,
    box,
    el("span", null, title),
    words,
    anew && el("small.e-made-anew", null, anew),
  );
  return el("li", { dataset: { map: name } }, label);
}
