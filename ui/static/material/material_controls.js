// What scripts share that make materials on this machine: choices, sliders, a quick picture of what would be made, and
// the wait for what is.

import { el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";

const PREVIEW_MS = 250,
  ASK_MS = 700;

// choices: value -> title; choose(value) is called for the one that is pressed. set(value) presses one without that.
export const choice = (label, choices, at, choose) => {
  const buttons = Object.entries(choices).map(([value, title]) =>
    el(
      "button.e-tab",
      {
        type: "button",
        "aria-pressed": String(value === String(at)),
        onclick: (event) => {
          press(event.currentTarget);
          choose(value);
        },
      },
      title,
    ),
  );
  const press = (button) => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
  };
  const node = el("div.e-tabs", { role: "group", "aria-label": label }, buttons);
  node.set = (value) => press(buttons[Object.keys(choices).indexOf(String(value))] ?? null);
  return node;
};

// words(value): what stands beside it and is read out. set(value) moves it without a call of changed.
export const slider = (label, min, max, step, at, words, changed) => {
  const value = el("output", null, words(at));
  const input = el("input.e-slider", {
    type: "range",
    min,
    max,
    step,
    value: at,
    "aria-label": label,
    oninput: () => {
      draw();
      changed(Number(input.value));
    },
  });
  const draw = () => {
    const now = Number(input.value);
    input.style.setProperty("--at", `${(100 * (now - min)) / (max - min)}%`);
    setText(value, words(now));
    input.setAttribute("aria-valuetext", words(now));
  };
  draw();
  const node = el("label.e-change-slider", null, el("span", null, label), value, input);
  node.set = (to) => {
    input.value = to;
    draw();
  };
  return node;
};

// The owner's other materials, to choose one of. choose(material) is called for the first, and for each that is chosen;
// with `at` that one comes first. Nothing is called where there is none.
export const materialChoice = async (server, of, legend, at, choose) => {
  const found = (await call(server.materials_listed, of))?.materials ?? [];
  const chosen = found.find((one) => one.id === at) ?? found[0];
  if (!chosen) return null;
  choices += 1;
  const name = `other-${of}-${choices}`;
  choose(chosen);
  return el(
    "fieldset.e-change-others",
    null,
    el("legend", null, legend),
    found.map((one) =>
      el(
        "label.e-change-other",
        { title: one.name },
        el("input", { type: "radio", name, checked: one === chosen, onchange: () => choose(one) }),
        el("img", { src: one.thumb, alt: "", loading: "lazy" }),
        el("span", null, one.name),
      ),
    ),
  );
};
let choices = 0;

// A sphere of what an operation would make. ask(operation, settings, told) waits until the sliders rest; told(answer)
// returns what to say of a picture: {alt, said}. Without an operation nothing is asked, what is shown stays.
export const materialPreview = (server) => {
  const picture = el("img.e-change-picture", { alt: "", width: 320, height: 320 });
  const said = el("p.e-quiet", { role: "status" });
  let pending = 0,
    asked = 0;

  function ask(operation, settings, told) {
    clearTimeout(pending);
    if (operation) pending = setTimeout(() => fetch({ operation, settings }, told), PREVIEW_MS);
  }

  // Only the newest picture counts: an answer that was overtaken is passed over.
  async function fetch(wanted, told) {
    const number = ++asked;
    const answer = await server.material_preview(wanted).catch(() => null);
    if (number !== asked) return;
    picture.toggleAttribute("data-none", !answer?.picture);
    if (!answer?.picture) return setText(said, answer?.sentence ?? t("There is no preview at the moment."));
    const words = told(answer);
    picture.src = answer.picture;
    picture.alt = words.alt;
    setText(said, words.said);
  }

  return { picture, said, ask };
};

// Makes a material and waits for it, until it is done or the element has left the page; told(job) hears how far it is.
// Returns the finished job; null when there is none, and why was said.
export const madeHere = async (server, element, wanted, told) => {
  let made = await call(server.material_make, wanted);
  while (made && !made.final) {
    told(made);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    if (!element.isConnected) return null;
    try {
      made = await server.job_shown(made.id);
    } catch {
      /* asked again */
    }
    if (made?.sentence) made = null;
  }
  return made;
};
