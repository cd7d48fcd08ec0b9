// "Complete": which maps there are and who made them, those to derive, and the measures of the tile in metres.
(() => {
  "use strict";
  const Easel = window.Easel;
  const { el, button, setText } = Easel;
  const FROM = {
    basecolor: "plain middle grey",
    normal: "exactly, from the height",
    roughness: "a guess, from relief and brightness",
    metalness: "no metal anywhere",
    height: "exactly from the normal, else guessed from brightness",
    ambient_occlusion: "from the height",
  };
  const MADE = { vendor: "from the vendor", drawn: "drawn", derived: "derived", loaded: "loaded" };
  const HEIGHT_NOTE = {
    said: "known.", estimated: "estimated from the normal and the height map.",
    assumed: "assumed, a shallow relief; enter it where you know it.",
  };

  Easel.deskSection("complete", { title: "Complete", place: 2, build(desk, body) {
    const ticked = { of: null, maps: new Set() };
    return { show: () => show(desk, body, ticked) };
  } });

  async function show(desk, body, ticked) {
    const report = await desk.report(body);
    if (!report) return;
    if (ticked.of !== desk.job().id) Object.assign(ticked, { of: desk.job().id, maps: new Set() });
    const remake = ticked.maps;
    const start = button("", () => desk.make("complete_material", { material: desk.job().id, remake: [...remake] }), "primary");
    const note = el("p.e-quiet");
    const count = () => {
      const many = report.missing.length + remake.size;
      start.disabled = !many;
      setText(start, many ? `Make ${many} map${many > 1 ? "s" : ""}` : "All six are there");
      setText(note, remake.size ? "On this machine, free of charge. The new version has the ticked maps in place of the old ones."
        : many ? "On this machine, free of charge. What is there stays as it is." : "Tick a map to derive it anew.");
    };
    const rows = Object.entries(Easel.mapTitles).filter(([name]) => name in FROM).map(([name, title]) =>
      mapRow(name, title, report, remake.has(name), (wanted) => { wanted ? remake.add(name) : remake.delete(name); count(); }));
    count();
    // A number is written when its field is left: the next field is being filled in by then.
    const typing = body.contains(document.activeElement) && document.activeElement.matches("[type=number]") ? document.activeElement : null;
    body.replaceChildren(
      el("ul.e-made", { "aria-label": "Maps" }, rows),
      el("div.e-desk-head", null, start, note, order(desk) ?? ""),
      measures(desk, report));
    const again = typing && body.querySelector(`[name=${typing.name}]`);
    if (again) { again.value = typing.value; again.focus({ preventScroll: true }); }
  }

  // A vendor guesses the maps from the picture, which may be better than deriving them; it goes into the form, whole: it
  // is a map already, so no texture has to be cut from it.
  function order(desk) {
    const asset = ["basecolor", "texture"].map((label) => desk.job().outputs.find((one) => one.label === label)).find(Boolean);
    return asset && button("Order maps from a vendor", () => desk.send({ asset_id: asset.id, to: "pbr-material", whole: true }), "quiet");
  }

  function mapRow(name, title, report, ticked, want) {
    const state = report.maps[name];
    const missing = report.missing.includes(name);
    const doubt = state && state.certainty < 0.7;
    const box = el("input", { type: "checkbox", checked: missing || ticked, disabled: missing || undefined, onchange: (event) => want(event.target.checked) });
    const said = missing ? `missing, will be derived: ${FROM[name]}`
      : `${MADE[state.origin]}${doubt ? `, ${Math.round(100 * state.certainty)} % sure` : ""}, ${state.width} × ${state.height}`;
    return el("li", { dataset: { map: name } }, el("label.e-made-map", null, box,
      el("span", null, title), el("small", { dataset: { doubt: String(Boolean(doubt || missing)) } }, said),
      !missing && el("small.e-made-anew", null, `anew: ${FROM[name]}`)));
  }

  function measures(desk, report) {
    const job = desk.job();
    const size = field("size_m", "Width of the tile", "m", job.size_m, report.size_m, (value) => write({ size_m: value }));
    const range = field("height_range_m", "Height range, black to white", "mm", job.height_range_m === null ? null : job.height_range_m * 1000,
      report.height_range_m * 1000, (value) => write({ height_range_m: value === null ? null : value / 1000 }));
    const write = async (given) => {
      if (await Easel.call(desk.server.material_measure, { material: job.id, ...given })) desk.changed();
    };
    return el("div.e-measures", { role: "group", "aria-label": "Physical size" }, el("h4", null, "Physical size"), size, range,
      el("p.e-quiet", null, `Width: ${job.size_m === null ? "assumed; enter it where you know it" : "known"}. Height range: ${HEIGHT_NOTE[report.height_range_by]} Both go into every download.`));
  }

  function field(name, label, unit, value, usual, write) {
    const short = (number) => String(Number(number.toPrecision(3)));
    const input = el("input.e-input", { name, type: "number", min: "0", step: "any", inputmode: "decimal", placeholder: short(usual),
      onchange: () => {
        const text = input.value.trim();
        const wrong = text !== "" && !(Number(text) >= 0);
        if (!wrong) write(text === "" ? null : Number(text));
      } });
    if (value !== null) input.value = short(value);
    return el("label", null, el("span", null, label), el("span.e-measure", null, input, el("span", null, unit)));
  }
})();
