// "Change": a coat over the material, or a blend with another one, with a quick picture of what would be made.
(() => {
  "use strict";
  const Easel = window.Easel;
  const { el, button, setText } = Easel;
  const COATS = {
    moss: "Moss", dirt: "Dirt", wet: "Wetness", snow: "Snow", rust: "Rust", wear: "Wear", cracks: "Cracks", scratches: "Scratches",
  };
  const WAIT_MS = 250;

  Easel.deskSection("change", { title: "Change", place: 3, build });

  function build(desk, body) {
    const state = { way: "coat", overlay: "moss", amount: 0.5, scale: 1, seed: 0, above: null, share: 0.5, softness: 0.2 };
    const picture = el("img.e-change-picture", { alt: "", width: 320, height: 320 });
    const said = el("p.e-quiet", { role: "status" });
    const controls = el("div.e-change-controls");
    const coat = el("div.e-change-way"), blend = el("div.e-change-way");
    const make = button("Make this version", () => desk.make(operation(), settings()), "primary");
    const another = button("Another pattern", () => { state.seed = Math.floor(Math.random() * 2147483647); preview(); });
    let others = null, pending = 0, asked = 0;

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
    controls.append(ways, coat, blend, el("div.e-desk-head", null, make, another), said);
    body.append(el("div.e-change", null, picture, controls));
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
      clearTimeout(pending);
      make.disabled = state.way === "blend" && !state.above;
      if (!make.disabled) pending = setTimeout(ask, WAIT_MS);
    }

    // Only the newest picture counts: an answer that was overtaken is passed over.
    async function ask() {
      const number = ++asked;
      const answer = await desk.server.material_preview({ operation: operation(), settings: settings() }).catch(() => null);
      if (number !== asked) return;
      setText(said, answer?.picture ? "On this machine, free of charge. This version stays as it is."
        : answer?.sentence ?? "There is no preview at the moment.");
      picture.toggleAttribute("data-none", !answer?.picture);
      if (!answer?.picture) return;
      picture.src = answer.picture;
      picture.alt = state.way === "coat" ? `Preview: ${COATS[state.overlay].toLowerCase()}, ${Math.round(100 * state.amount)} %`
        : `Preview: blended with ${others.find((one) => one.id === state.above)?.name ?? "another material"}`;
    }

    return {
      show() {
        others = state.above = null;
        if (state.way === "blend") list();
        preview();
      },
    };
  }

  function choice(label, choices, at, choose) {
    const buttons = Object.entries(choices).map(([value, title]) => el("button.e-tab", {
      type: "button", "aria-pressed": String(value === at),
      onclick: (event) => {
        for (const one of buttons) one.setAttribute("aria-pressed", String(one === event.currentTarget));
        choose(value);
      },
    }, title));
    return el("div.e-tabs", { role: "group", "aria-label": label }, buttons);
  }

  function slider(label, min, max, step, at, words, changed) {
    const value = el("output", null, words(at));
    const input = el("input.e-slider", { type: "range", min, max, step, value: at, "aria-label": label, oninput: () => {
      draw();
      changed(Number(input.value));
    } });
    const draw = () => {
      const now = Number(input.value);
      input.style.setProperty("--at", `${(100 * (now - min)) / (max - min)}%`);
      setText(value, words(now));
      input.setAttribute("aria-valuetext", words(now));
    };
    draw();
    return el("label.e-change-slider", null, el("span", null, label), value, input);
  }
})();
