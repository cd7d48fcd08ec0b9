// "Change": a coat over the material, or a blend with another one, with a quick picture of what would be made.
(() => {
  "use strict";
  const Easel = window.Easel;
  const { el, button, choice, slider } = Easel;
  const COATS = {
    moss: "Moss", dirt: "Dirt", wet: "Wetness", snow: "Snow", rust: "Rust", wear: "Wear", cracks: "Cracks", scratches: "Scratches",
  };

  const KEEPS = "On this machine, free of charge. This version stays as it is.";

  Easel.deskSection("change", { title: "Change", place: 3, build });

  function build(desk, body) {
    const state = { way: "coat", overlay: "moss", amount: 0.5, scale: 1, seed: 0, above: null, share: 0.5, softness: 0.2 };
    const shown = Easel.materialPreview(desk.server);
    const controls = el("div.e-change-controls");
    const coat = el("div.e-change-way"), blend = el("div.e-change-way");
    const make = button("Make this version", () => desk.make(operation(), settings()), "primary");
    const another = button("Another pattern", () => { state.seed = Math.floor(Math.random() * 2147483647); preview(); });
    let others = null;

    const operation = () => (state.way === "coat" ? "overlay_material" : "blend_materials");
    const settings = () => state.way === "coat"
      ? { material: desk.job().id, overlay: state.overlay, amount: state.amount, scale: state.scale, seed: state.seed }
      : { material: desk.job().id, above: state.above, amount: state.share, softness: state.softness };

    const ways = choice("How", { coat: "Lay something over it", blend: "Blend with another material" }, state.way, (way) => {
      state.way = way;
      draw();
      if (way === "blend") list();
      preview();
    });
    coat.append(
      choice("What", COATS, state.overlay, (overlay) => { state.overlay = overlay; preview(); }),
      slider("Amount", 0, 100, 5, 100 * state.amount, (value) => `${value} %`, (value) => { state.amount = value / 100; preview(); }),
      // Doubling feels even: the slider moves by powers of two.
      slider("Size of the pattern", -2, 2, 0.25, 0, (value) => `${Number((2 ** value).toPrecision(2))}×`, (value) => { state.scale = 2 ** value; preview(); }));
    controls.append(ways, coat, blend, el("div.e-desk-head", null, make, another), shown.said);
    body.append(el("div.e-change", null, shown.picture, controls));
    draw();

    function draw() {
      coat.hidden = another.hidden = state.way !== "coat";
      blend.hidden = state.way !== "blend";
    }

    async function list() {
      if (others) return;
      const of = desk.job().id;
      blend.replaceChildren(el("p.e-quiet", null, "Looking for your other materials."));
      const answer = await Easel.call(desk.server.materials_listed, of);
      if (desk.job().id !== of) return;
      others = answer?.materials ?? [];
      if (!others.length) return blend.replaceChildren(el("p.e-quiet", null, "There is no other material yet. Make one, then blend them here."));
      state.above = others[0].id;
      const radios = others.map((one) => el("label.e-change-other", { title: one.name },
        el("input", { type: "radio", name: `above-${of}`, checked: one.id === state.above, onchange: () => { state.above = one.id; preview(); } }),
        el("img", { src: one.thumb, alt: "", loading: "lazy" }), el("span", null, one.name)));
      blend.replaceChildren(
        el("fieldset.e-change-others", null, el("legend", null, "Fills it up from its hollows"), radios),
        slider("Amount", 0, 100, 5, 100 * state.share, (value) => `${value} %`, (value) => { state.share = value / 100; preview(); }),
        slider("Softness of the border", 0, 100, 5, 100 * state.softness, (value) => `${value} %`, (value) => { state.softness = value / 100; preview(); }));
      preview();
    }

    function preview() {
      make.disabled = state.way === "blend" && !state.above;
      shown.ask(make.disabled ? null : operation(), settings(), () => state.way === "coat"
        ? { alt: `Preview: ${COATS[state.overlay].toLowerCase()}, ${Math.round(100 * state.amount)} %`, said: KEEPS }
        : { alt: `Preview: blended with ${others.find((one) => one.id === state.above)?.name ?? "another material"}`, said: KEEPS });
    }

    return {
      show() {
        others = state.above = null;
        if (state.way === "blend") list();
        preview();
      },
    };
  }
})();
