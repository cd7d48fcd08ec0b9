// @ts-check
// Where else maps come from: a vendor works them out, or another material has them.

import { button, el, setText } from "../../kit/dom.js";
import { t, tn } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { toast } from "../../kit/toast.js";
import { materialChoice } from "../material_choice.js";

/** @import { DeskCard, ListedMaterial, MapsOffer } from "../../views.d.ts" */
/** @import { Desk } from "./desk.js" */

const PRICE_MS = 300;

/**
 * A part that asks the server only once it is opened.
 * @param {string} title
 * @param {(body: HTMLElement) => unknown} fill
 */
const part = (title, fill) => {
  const body = el("div.e-change-way");
  const details = el(
    "details.e-made-part",
    { ontoggle: () => details.open && !body.childElementCount && fill(body) },
    el("summary", null, title),
    body,
  );
  return details;
};

/**
 * A box for each map.
 * @param {Desk} desk
 * @param {readonly string[]} names
 * @param {Set<string>} chosen Holds what is ticked.
 * @param {() => void} changed
 */
const ticks = (desk, names, chosen, changed) =>
  names.map((name) => {
    const box = el("input", {
      type: "checkbox",
      checked: chosen.has(name),
      onchange: () => {
        if (box.checked) chosen.add(name);
        else chosen.delete(name);
        changed();
      },
    });
    return el("label.e-made-tick", null, box, el("span", null, desk.mapTitles[name] ?? name));
  });

/**
 * A vendor works maps out from the base colour, which may be better than deriving them. What is missing or doubtful is
 * ticked; the order becomes a new version of this material by itself.
 * @param {Desk} desk
 * @param {DeskCard} report
 */
export const mapOrder = (desk, report) =>
  part(t("Order maps from a vendor"), async (body) => {
    const offer = await call(desk.server.maps_price, { material: desk.job().id, maps: [] });
    if (!offer?.maps) return;
    if (offer.picture) body.replaceChildren(...orderForm(desk, report, offer));
    else
      body.replaceChildren(
        el("p.e-quiet", null, t("Maps are worked out from the base colour, and this material has none.")),
      );
  });

/**
 * @param {Desk} desk
 * @param {DeskCard} report
 * @param {MapsOffer} offer
 */
function orderForm(desk, report, offer) {
  const material = desk.job().id;
  const chosen = new Set(offer.maps.filter((name) => name !== "basecolor" && isWanting(report, name)));
  const price = el("p.e-quiet", { role: "status" });
  const start = button("", send, "primary");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pending;
  const ask = () => call(desk.server.maps_price, { material, maps: [...chosen] });
  const count = () => {
    start.disabled = !chosen.size;
    setText(start, chosen.size ? tn(chosen.size, "Order {n} map", "Order {n} maps") : t("Tick a map"));
    setText(price, "");
    clearTimeout(pending);
    if (chosen.size) pending = setTimeout(async () => setText(price, (await ask())?.say ?? ""), PRICE_MS);
  };
  async function send() {
    start.disabled = true; // one click, one order
    const ordered = await call(desk.server.maps_order, { material, maps: [...chosen] });
    if (!ordered) return count();
    toast(t("Ordered. The new version follows by itself when the maps are here."));
    desk.started(ordered);
  }
  count();
  const how = t(
    "{vendor} works them out from the base colour. When they are here, a new version has them in place, free of charge.",
    { vendor: offer.vendor },
  );
  const boxes = ticks(desk, offer.maps, chosen, count);
  return [
    el("p.e-quiet", null, how),
    el("div.e-made-ticks", { role: "group", "aria-label": t("Maps to order") }, boxes),
    el("div.e-desk-head", null, start, price),
  ];
}

/**
 * Whether a map is missing or doubtful.
 * @param {DeskCard} report
 * @param {string} name
 */
export const isWanting = (report, name) => report.maps.find((one) => one.name === name)?.doubtful ?? true;

/**
 * Maps that came on their own, loaded or ordered elsewhere, join this material.
 * @param {Desk} desk
 */
export const mapTakeOver = (desk) => part(t("Take maps from another material"), (body) => fillTakeOver(desk, body));

/**
 * @param {Desk} desk
 * @param {HTMLElement} body
 */
async function fillTakeOver(desk, body) {
  const job = desk.job();
  const here = new Set(job.outputs.map((asset) => asset.label));
  const boxes = el("div.e-made-ticks", { role: "group", "aria-label": t("Maps to take over") });
  /** @type {ListedMaterial | null} */
  let from = null;
  /** @type {Set<string>} */
  let chosen = new Set();
  const run = () => desk.make("merge_maps", { material: job.id, maps_from: from?.id, maps: [...chosen] });
  const start = button("", run, "primary");
  const count = () => {
    start.disabled = !chosen.size;
    setText(start, chosen.size ? tn(chosen.size, "Take {n} map", "Take {n} maps") : t("Tick a map"));
  };
  const radios = await materialChoice(desk.server, job.id, t("Whose maps"), null, (one) => {
    from = one;
    chosen = new Set(one.maps.filter((name) => !here.has(name)));
    boxes.replaceChildren(...ticks(desk, one.maps, chosen, count));
    count();
  });
  const none = t("There is no other material yet. Open or make one, then take its maps here.");
  const note = t("On this machine, free of charge. They stand in place of this material's own.");
  if (radios) body.replaceChildren(radios, boxes, el("div.e-desk-head", null, start, el("p.e-quiet", null, note)));
  else body.replaceChildren(el("p.e-quiet", null, none));
}
