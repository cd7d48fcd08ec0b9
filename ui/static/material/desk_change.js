// "Change": a coat over the material, or a blend with another one, with a quick picture of what would be made. Of a version
// that was made here its own settings come back, to be tried with others in its place.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { itemActions } from "../results/result_actions.js";
import { deskSection } from "./desk.js";
import { choice, materialChoice, materialPreview, slider } from "./material_controls.js";

const COATS = {
  moss: t("Moss"),
  dirt: t("Dirt"),
  wet: t("Wetness"),
  snow: t("Snow"),
  rust: t("Rust"),
  wear: t("Wear"),
  cracks: t("Cracks"),
  scratches: t("Scratches"),
};
const WAYS = { overlay_material: "coat", blend_materials: "blend" };

const KEEPS = t("On this machine, free of charge. This version stays as it is.");

deskSection("change", { title: t("Change"), place: 3, build });

itemActions.push({
  title: t("Use these settings again"),
  first: true,
  enabled: (job) => Boolean(WAYS[job.made_with?.operation]),
  run: (job) => window.dispatchEvent(new CustomEvent("easel:desk", { detail: { job: job.id, section: "change" } })),
});

function build(desk, body) {
  const state = {
    way: "coat",
    overlay: "moss",
    amount: 0.5,
    scale: 1,
    seed: 0,
    above: null,
    share: 0.5,
    softness: 0.2,
    on: "this",
  };
  const shown = materialPreview(desk.server);
  const coat = el("div.e-change-way"),
    blend = el("div.e-change-way"),
    others = el("div");
  const make = button(t("Make this version"), () => desk.make(operation(), settings()), "primary");
  const another = button(t("Another pattern"), () => {
    state.seed = Math.floor(Math.random() * 2147483647);
    preview();
  });
  let listed = null,
    name = "",
    at = null;

  const percent = (value) => `${value} %`;
  const base = () => (state.on === "before" ? desk.job().made_from : desk.job().id);
  const operation = () => (state.way === "coat" ? "overlay_material" : "blend_materials");
  const settings = () =>
    state.way === "coat"
      ? { material: base(), overlay: state.overlay, amount: state.amount, scale: state.scale, seed: state.seed }
      : { material: base(), above: state.above, amount: state.share, softness: state.softness };

  const ways = choice(
    t("How"),
    { coat: t("Lay something over it"), blend: t("Blend with another material") },
    state.way,
    (way) => {
      state.way = way;
      draw();
      preview();
    },
  );
  const starts = choice(
    t("Start from"),
    { before: t("In place of this change"), this: t("On top of it") },
    state.on,
    (on) => {
      state.on = on;
      preview();
    },
  );
  const coats = choice(t("What"), COATS, state.overlay, (overlay) => {
    state.overlay = overlay;
    preview();
  });
  const amount = slider(t("Amount"), 0, 100, 1, 100 * state.amount, percent, (value) => {
    state.amount = value / 100;
    preview();
  });
  // Doubling feels even: the slider moves by powers of two.
  const scale = slider(
    t("Size of the pattern"),
    -2,
    2,
    0.25,
    0,
    (value) => `${Number((2 ** value).toPrecision(2))}×`,
    (value) => {
      state.scale = 2 ** value;
      preview();
    },
  );
  const share = slider(t("Amount"), 0, 100, 1, 100 * state.share, percent, (value) => {
    state.share = value / 100;
    preview();
  });
  const softness = slider(t("Softness of the border"), 0, 100, 1, 100 * state.softness, percent, (value) => {
    state.softness = value / 100;
    preview();
  });
  coat.append(coats, amount, scale);
  blend.append(others, share, softness);
  body.append(
    el(
      "div.e-change",
      null,
      shown.picture,
      el(
        "div.e-change-controls",
        null,
        starts,
        ways,
        coat,
        blend,
        el("div.e-desk-head", null, make, another),
        shown.said,
      ),
    ),
  );

  function draw() {
    starts.hidden = !changed();
    coat.hidden = another.hidden = state.way !== "coat";
    blend.hidden = state.way !== "blend";
    share.hidden = softness.hidden = !state.above;
    if (state.way === "blend" && listed !== desk.job().id) list();
  }

  const changed = () => Boolean(WAYS[desk.job().made_with?.operation]);

  // What the shown version was made with; of any other material the sliders stay where they are.
  function adopt() {
    const made = desk.job().made_with,
      way = WAYS[made?.operation];
    state.on = way ? "before" : "this";
    starts.set(state.on);
    if (!way) return;
    state.way = way;
    ways.set(way);
    if (way === "coat") {
      for (const key of ["overlay", "amount", "scale", "seed"]) state[key] = made[key];
      coats.set(state.overlay);
      amount.set(100 * state.amount);
      scale.set(Math.log2(state.scale));
    } else {
      Object.assign(state, { above: made.above, share: made.amount, softness: made.softness });
      share.set(100 * state.share);
      softness.set(100 * state.softness);
    }
  }

  async function list() {
    const of = desk.job().id;
    listed = of;
    others.replaceChildren(el("p.e-quiet", null, t("Looking for your other materials.")));
    const radios = await materialChoice(desk.server, of, t("Fills it up from its hollows"), state.above, (one) => {
      if (desk.job().id !== of) return;
      [state.above, name] = [one.id, one.name];
      preview();
    });
    if (desk.job().id !== of) return;
    others.replaceChildren(
      radios ?? el("p.e-quiet", null, t("There is no other material yet. Make one, then blend them here.")),
    );
    draw();
  }

  function preview() {
    make.disabled = state.way === "blend" && !state.above;
    shown.ask(make.disabled ? null : operation(), settings(), () =>
      state.way === "coat"
        ? {
            alt: t("Preview: {coats}, {amount} %", {
              coats: COATS[state.overlay].toLowerCase(),
              amount: Math.round(100 * state.amount),
            }),
            said: KEEPS,
          }
        : { alt: t("Preview: blended with {name}", { name: name || t("another material") }), said: KEEPS },
    );
  }

  return {
    show() {
      if (at !== desk.job().id) {
        at = desk.job().id;
        state.above = null;
        adopt();
      }
      draw();
      preview();
    },
  };
}
