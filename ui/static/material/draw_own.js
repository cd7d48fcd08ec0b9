// "Draw a material here": words and sliders become a material on this machine, with a live picture of it on a sphere.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { showJob } from "../results/chosen_job.js";
import { itemActions } from "../results/result_actions.js";
import { choice, madeHere, materialPreview, slider } from "./material_controls.js";

const SIZE_PX = 1024;
const SIZES = { 512: "512 px", 1024: "1024 px", 2048: "2048 px" };
const AS_WORDED = t("As worded");
const EXAMPLE = t("Mossy cobblestone, worn");
const HINT = t("Say what it is, in English or Chinese: old red brick, wet cobblestone, oak herringbone, 青苔石墙.");

let wanted = null; // settings to draw with again, until a panel that may have to be built first takes them
itemActions.push({
  title: t("Use these settings again"),
  first: true,
  enabled: (job) => job.made_with?.operation === "draw_material",
  run: (job, _asset, { emit }) => {
    wanted = job.made_with;
    emit.leave?.();
    if (emit.leave) showJob(job.capability, job.id);
    window.dispatchEvent(new Event("easel:draw"));
  },
});

// opened(job): shows what became of it.
export const drawOwn = ({ server, opened }) => {
  const state = { words: "", seed: 0, size_px: SIZE_PX, wear: null, colour: null, relief: 1, roughness_shift: 0 };
  const shown = materialPreview(server);
  const words = el("textarea.e-input.e-draw-words", {
    rows: 2,
    maxlength: 2000,
    "aria-label": t("What to draw"),
    placeholder: EXAMPLE,
    oninput: () => {
      state.words = words.value.trim();
      preview();
    },
  });
  const colour = el("input.e-draw-colour", {
    type: "color",
    value: "#8a6f5a",
    "aria-label": t("Colour"),
    oninput: () => {
      state.colour = colour.value;
      preview();
    },
  });
  const worded = button(
    AS_WORDED,
    () => {
      state.colour = null;
      preview();
    },
    "quiet",
  );
  const colourWords = el("output", null, AS_WORDED);
  const another = button(t("Another pattern"), () => {
    state.seed = Math.floor(Math.random() * 2147483647);
    preview();
  });
  const draw = button(t("Draw it"), make, "primary");
  const stop = button(t("Stop"), () => working && call(server.job_stop, working), "quiet");
  const doing = el("span"),
    bar = progressBar(t("Progress of the drawing"));
  const work = el("div.e-desk-work", { role: "status", hidden: true }, doing, bar, stop);
  let working = null;

  // One step below new stands for what the words say.
  const wear = slider(
    t("Wear"),
    -5,
    100,
    5,
    -5,
    (value) => (value < 0 ? AS_WORDED : `${value} %`),
    (value) => {
      state.wear = value < 0 ? null : value / 100;
      preview();
    },
  );
  const times = (value) => `${Number((2 ** value).toPrecision(2))}×`;
  const relief = slider(t("Relief"), -2, 2, 0.25, 0, times, (value) => {
    state.relief = 2 ** value;
    preview();
  });
  const roughness = slider(
    t("Roughness"),
    -50,
    50,
    5,
    0,
    (value) => (value ? `${value > 0 ? "+" : "−"}${Math.abs(value)} %` : AS_WORDED),
    (value) => {
      state.roughness_shift = value / 100;
      preview();
    },
  );
  const sizes = choice(t("Size"), SIZES, SIZE_PX, (size_px) => {
    state.size_px = Number(size_px);
  });
  const controls = el(
    "div.e-change-controls",
    null,
    words,
    el(
      "div.e-draw-sliders",
      null,
      wear,
      relief,
      roughness,
      el(
        "div.e-change-slider",
        null,
        el("span", null, t("Colour")),
        colourWords,
        el("div.e-draw-colours", null, colour, worded),
      ),
    ),
    sizes,
    el("div.e-desk-head", null, draw, another),
    shown.said,
    work,
  );
  const node = el(
    "details.e-bring.e-draw",
    { ontoggle: () => node.open && preview() },
    el(
      "summary",
      null,
      el("strong", null, t("Draw a material here")),
      el("span", null, t("From words, free, on this machine. No model is asked.")),
    ),
    el("div.e-change", null, shown.picture, controls),
  );

  // A drawn material's own settings come back, to be drawn again with others.
  const again = () => {
    for (const key of Object.keys(state)) state[key] = wanted[key] ?? null;
    wanted = null;
    words.value = state.words;
    wear.set(state.wear === null ? -5 : 100 * state.wear);
    relief.set(Math.log2(state.relief));
    roughness.set(100 * state.roughness_shift);
    if (state.colour) colour.value = state.colour;
    sizes.set(state.size_px);
    node.open = true;
    preview();
    node.scrollIntoView({ block: "start", behavior: "smooth" });
    words.focus({ preventScroll: true });
  };
  const heard = () => (node.isConnected ? again() : window.removeEventListener("easel:draw", heard));
  window.addEventListener("easel:draw", heard);
  if (wanted) setTimeout(again); // once it stands in the page

  const settings = () => Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));

  function preview() {
    setText(colourWords, state.colour ?? AS_WORDED);
    worded.hidden = state.colour === null;
    draw.disabled = another.disabled = !state.words;
    const of = state.words;
    shown.ask("draw_material", { ...settings(), words: of || EXAMPLE }, (answer) =>
      of
        ? { alt: t("Preview: {of}", { of: of.slice(0, 80) }), said: answer.note }
        : { alt: t("Example: {example}", { example: EXAMPLE }), said: HINT },
    );
  }

  async function make() {
    if (working) return;
    hold(true);
    setText(doing, t("Drawing"));
    bar.show(null);
    const made = await madeHere(server, node, { operation: "draw_material", settings: settings() }, (job) => {
      working = job.id;
      bar.show(job.progress_percent ? job.progress_percent / 100 : null);
    });
    working = null;
    hold(false);
    if (made?.state === "succeeded") opened(made);
    else if (made) toast(made.state === "stopped" ? t("Stopped. Nothing was drawn.") : made.message);
  }

  function hold(now) {
    work.hidden = !now;
    draw.disabled = now || !state.words;
  }

  return node;
};
