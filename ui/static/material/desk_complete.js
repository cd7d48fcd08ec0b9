// "Complete": which maps there are and who made them, those to derive, to order from a vendor or to take from another
// material, and the measures of the tile in metres.

import { numberIn } from "../form/number_box.js";
import { button, el, setText } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { deskSection } from "./desk.js";
import { materialChoice } from "./material_controls.js";

const PRICE_MS = 300;
const FROM = {
  basecolor: t("plain middle grey"),
  normal: t("exactly, from the height"),
  roughness: t("a guess, from relief and brightness"),
  metalness: t("no metal anywhere"),
  height: t("exactly from the normal, else guessed from brightness"),
  ambient_occlusion: t("from the height"),
};
const MADE = { vendor: t("from the vendor"), drawn: t("drawn"), derived: t("derived"), loaded: t("loaded") };
const HEIGHT_NOTE = {
  said: "known.",
  estimated: t("estimated from the normal and the height map."),
  assumed: t("assumed, a shallow relief; enter it where you know it."),
};

deskSection("complete", {
  title: t("Complete"),
  place: 2,
  build(desk, body) {
    const ticked = { of: null, maps: new Set() };
    return { show: () => show(desk, body, ticked) };
  },
});

async function show(desk, body, ticked) {
  const report = await desk.report(body);
  if (!report) return;
  if (ticked.of !== desk.job().id) Object.assign(ticked, { of: desk.job().id, maps: new Set() });
  const remake = ticked.maps;
  const start = button(
    "",
    () => desk.make("complete_material", { material: desk.job().id, remake: [...remake] }),
    "primary",
  );
  const note = el("p.e-quiet");
  const count = () => {
    const many = report.missing.length + remake.size;
    start.disabled = !many;
    setText(start, many ? tn(many, "Make {n} map", "Make {n} maps") : t("All six are there"));
    setText(
      note,
      remake.size
        ? t("On this machine, free of charge. The new version has the ticked maps in place of the old ones.")
        : many
          ? t("On this machine, free of charge. What is there stays as it is.")
          : t("Tick a map to derive it anew."),
    );
  };
  const rows = Object.entries(desk.mapTitles)
    .filter(([name]) => name in FROM)
    .map(([name, title]) =>
      mapRow(name, title, report, remake.has(name), (wanted) => {
        wanted ? remake.add(name) : remake.delete(name);
        count();
      }),
    );
  count();
  // A number is written when its field is left: the next field is being filled in by then.
  const typing =
    body.contains(document.activeElement) && document.activeElement.matches(".e-measure input")
      ? document.activeElement
      : null;
  body.replaceChildren(
    el("ul.e-made", { "aria-label": t("Maps") }, rows),
    el("div.e-desk-head", null, start, note),
    order(desk, report),
    takeOver(desk),
    measures(desk, report),
  );
  const again = typing && body.querySelector(`[name=${typing.name}]`);
  if (again) {
    again.value = typing.value;
    again.focus({ preventScroll: true });
  }
}

const titled = (desk, name) => desk.mapTitles[name] ?? name;
const tick = (desk, name, checked, want) =>
  el(
    "label.e-made-tick",
    null,
    el("input", { type: "checkbox", checked, onchange: (event) => want(event.target.checked) }),
    el("span", null, titled(desk, name)),
  );
// A part that asks the server only once it is opened.
const part = (title, fill) =>
  el(
    "details.e-made-part",
    {
      ontoggle: (event) => {
        const body = event.target.lastChild;
        if (event.target.open && !body.childElementCount) fill(body);
      },
    },
    el("summary", null, title),
    el("div.e-change-way"),
  );

// A vendor works maps out from the base colour, which may be better than deriving them. What is missing or doubtful is
// ticked; the order becomes a new version of this material by itself.
function order(desk, report) {
  return part(t("Order maps from a vendor"), async (body) => {
    const job = desk.job(),
      chosen = new Set(),
      price = el("p.e-quiet", { role: "status" });
    const ask = () => call(desk.server.maps_price, { material: job.id, maps: [...chosen] });
    const offer = await ask();
    if (!offer?.maps) return;
    if (!offer.picture)
      return body.replaceChildren(
        el("p.e-quiet", null, t("Maps are worked out from the base colour, and this material has none.")),
      );
    const doubtful = (name) => !report.maps[name] || report.maps[name].certainty < 0.7;
    const start = button("", send, "primary");
    let pending = 0;
    const count = () => {
      start.disabled = !chosen.size;
      setText(start, chosen.size ? tn(chosen.size, "Order {n} map", "Order {n} maps") : t("Tick a map"));
      setText(price, "");
      clearTimeout(pending);
      if (chosen.size) pending = setTimeout(async () => setText(price, (await ask())?.say ?? ""), PRICE_MS);
    };
    for (const name of offer.maps) if (name !== "basecolor" && doubtful(name)) chosen.add(name);
    body.replaceChildren(
      el(
        "p.e-quiet",
        null,
        t(
          "{vendor} works them out from the base colour. When they are here, a new version has them in place, free of charge.",
          { vendor: offer.vendor },
        ),
      ),
      el(
        "div.e-made-ticks",
        { role: "group", "aria-label": t("Maps to order") },
        offer.maps.map((name) =>
          tick(desk, name, chosen.has(name), (on) => {
            on ? chosen.add(name) : chosen.delete(name);
            count();
          }),
        ),
      ),
      el("div.e-desk-head", null, start, price),
    );
    count();

    async function send() {
      start.disabled = true; // one click, one order
      const ordered = await call(desk.server.maps_order, { material: job.id, maps: [...chosen] });
      if (!ordered) return count();
      toast(t("Ordered. The new version follows by itself when the maps are here."));
      desk.started(ordered);
    }
  });
}

// Maps that came on their own, loaded or ordered elsewhere, join this material.
function takeOver(desk) {
  return part(t("Take maps from another material"), async (body) => {
    const job = desk.job(),
      ticks = el("div.e-made-ticks", { role: "group", "aria-label": t("Maps to take over") });
    let from = null,
      chosen = new Set();
    const start = button(
      "",
      () => desk.make("merge_maps", { material: job.id, maps_from: from.id, maps: [...chosen] }),
      "primary",
    );
    const count = () => {
      start.disabled = !chosen.size;
      setText(start, chosen.size ? tn(chosen.size, "Take {n} map", "Take {n} maps") : t("Tick a map"));
    };
    const here = new Set(job.outputs.map((asset) => asset.label));
    const radios = await materialChoice(desk.server, job.id, t("Whose maps"), null, (one) => {
      from = one;
      chosen = new Set(one.maps.filter((name) => !here.has(name)));
      ticks.replaceChildren(
        ...one.maps.map((name) =>
          tick(desk, name, chosen.has(name), (on) => {
            on ? chosen.add(name) : chosen.delete(name);
            count();
          }),
        ),
      );
      count();
    });
    if (!radios)
      return body.replaceChildren(
        el("p.e-quiet", null, t("There is no other material yet. Open or make one, then take its maps here.")),
      );
    body.replaceChildren(
      radios,
      ticks,
      el(
        "div.e-desk-head",
        null,
        start,
        el("p.e-quiet", null, t("On this machine, free of charge. They stand in place of this material's own.")),
      ),
    );
  });
}

function mapRow(name, title, report, ticked, want) {
  const state = report.maps[name];
  const missing = report.missing.includes(name);
  const doubt = state && state.certainty < 0.7;
  const box = el("input", {
    type: "checkbox",
    checked: missing || ticked,
    disabled: missing || undefined,
    onchange: (event) => want(event.target.checked),
  });
  const said = missing
    ? t("missing, will be derived: {from}", { from: FROM[name] })
    : `${MADE[state.origin]}${doubt ? t(", {certainty} % sure", { certainty: Math.round(100 * state.certainty) }) : ""}, ${state.width} × ${state.height}`;
  return el(
    "li",
    { dataset: { map: name } },
    el(
      "label.e-made-map",
      null,
      box,
      el("span", null, title),
      el("small", { dataset: { doubt: String(Boolean(doubt || missing)) } }, said),
      !missing && el("small.e-made-anew", null, t("anew: {from}", { from: FROM[name] })),
    ),
  );
}

function measures(desk, report) {
  const job = desk.job();
  const size = field("size_m", t("Width of the tile"), "m", job.size_m, report.size_m, (value) =>
    write({ size_m: value }),
  );
  const range = field(
    "height_range_m",
    t("Height range, black to white"),
    "mm",
    job.height_range_m === null ? null : job.height_range_m * 1000,
    report.height_range_m * 1000,
    (value) => write({ height_range_m: value === null ? null : value / 1000 }),
  );
  const write = async (given) => {
    if (await call(desk.server.material_measure, { material: job.id, ...given })) desk.changed();
  };
  return el(
    "div.e-measures",
    { role: "group", "aria-label": t("Physical size") },
    el("h4", null, t("Physical size")),
    size,
    range,
    el(
      "p.e-quiet",
      null,
      t("Width: {sizem}. Height range: {heightnote} Both go into every download.", {
        sizem: job.size_m === null ? t("assumed; enter it where you know it") : "known",
        heightnote: HEIGHT_NOTE[report.height_range_by],
      }),
    ),
  );
}

function field(name, label, unit, value, usual, write) {
  const short = (number) => String(Number(number.toPrecision(3)));
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
    "aria-describedby": wrong.id,
    onchange: () => {
      const typed = numberIn(input.value);
      wrong.hidden = typed === null || typed >= 0;
      if (wrong.hidden) write(typed);
    },
  });
  if (value !== null) input.value = short(value);
  return el("label", null, el("span", null, label), el("span.e-measure", null, input, el("span", null, unit)), wrong);
}
