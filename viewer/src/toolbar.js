// The controls: shapes, views, lights, and the look panel. Built from DOM nodes only; texts go in as text.
import { ENVIRONMENTS } from "./environments.js";
import { SHAPES } from "./geometry.js";
import { RANGES, TONES, VIEWS } from "./look.js";
import { fill } from "./words.js";

const ICONS = {
  sphere: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12c0 1.9 3.8 3.4 8.5 3.4s8.5-1.5 8.5-3.4",
  plane: "M5 6.5l14-2v15l-14-2z",
  cube: "M12 3.5l7.5 4.2v8.6L12 20.5l-7.5-4.2V7.7zM4.5 7.7L12 12l7.5-4.3M12 12v8.5",
  cylinder:
    "M5.5 6.5c0-1.7 2.9-3 6.5-3s6.5 1.3 6.5 3-2.9 3-6.5 3-6.5-1.3-6.5-3zM5.5 6.5v11c0 1.7 2.9 3 6.5 3s6.5-1.3 6.5-3v-11",
  cloth:
    "M4 18.5c1.5-8 3.5-13.5 8-13.5s6.5 5.5 8 13.5c-1.6 1.3-2.6-.9-4-.9s-2.3 2.2-4 2.2-2.6-2.2-4-2.2-2.4 2.2-4 .9zM9 10.5c-.5 2-.8 4.2-1 7M15 10.5c.5 2 .8 4.2 1 7",
  tiles: "M4 4h16v16H4zM9.3 4v16M14.7 4v16M4 9.3h16M4 14.7h16",
  look: "M4 7h9M17 7h3M4 12h3M11 12h9M4 17h8M16 17h4M15 5v4M9 10v4M14 15v4",
  snapshot: "M12 4v10.5M7.5 10.5L12 15l4.5-4.5M4.5 19.5h15",
  fullScreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  close: "M6 6l12 12M18 6L6 18",
};

export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export class Toolbar {
  /**
   * @param {Record<string, string>} words
   * @param {{look: (change: object) => void, reset: () => void, snapshot: () => void, fullScreen: () => void}} act
   */
  constructor(words, act) {
    this.words = words;
    this.act = act;
    this.groups = {};
    this.sliders = {};
    this.actions = this.#actions();
    this.panel = this.#panel();
    this.views = this.#group("view", words.views, []);
    this.views.classList.add("views");
    const shapes = SHAPES.map((name) => ({
      name,
      words: words[name],
      icon: name,
      title: name === "tiles" ? words.tilesHelp : words[name],
    }));
    const lights = Object.keys(ENVIRONMENTS).map((name) => ({ name, words: words[name] }));
    const shapeGroup = this.#group("shape", words.shapes, shapes);
    shapeGroup.classList.add("shapes");
    this.bar = node(
      "div",
      { class: "bar" },
      shapeGroup,
      this.#group("environment", words.environments, lights),
      this.views,
    );
  }

  // A row of radio buttons: one tab stop, arrow keys choose, as the browser does it by itself.
  #group(name, label, choices) {
    const group = node("div", { class: "segments", role: "radiogroup", "aria-label": label });
    this.groups[name] = group;
    this.#fillGroup(name, choices);
    return group;
  }

  #fillGroup(name, choices) {
    const items = choices.map((choice) => {
      const input = node("input", { type: "radio", name, value: choice.name });
      input.addEventListener("change", () => this.act.look({ [name]: choice.name }));
      const face = node("span", { class: "face" });
      if (choice.thumbnail) face.append(choice.thumbnail);
      if (choice.icon) face.append(icon(choice.icon));
      face.append(node("span", { class: "word" }, choice.words));
      return node("label", { title: choice.title }, input, face);
    });
    this.groups[name].replaceChildren(...items);
  }

  /** Show the maps there are, each with its small picture. */
  setViews(maps) {
    const there = VIEWS.filter((name) => name === "lit" || maps[name]);
    const choices = there.map((name) => ({ name, words: this.words[name], thumbnail: maps[name]?.thumbnail }));
    this.#fillGroup("view", choices);
    this.views.hidden = there.length < 2;
  }

  #actions() {
    const button = (name, label, run) => {
      const element = node(
        "button",
        { type: "button", class: "action", "aria-label": label, title: label },
        icon(name),
      );
      element.addEventListener("click", run);
      return element;
    };
    const { words, act } = this;
    this.lookButton = button("look", words.look, () => this.toggleLook());
    this.lookButton.setAttribute("aria-expanded", "false");
    this.lookButton.setAttribute("aria-controls", "look");
    this.fullButton = button("fullScreen", words.fullScreen, act.fullScreen);
    return node(
      "div",
      { class: "actions" },
      this.lookButton,
      button("snapshot", words.snapshot, act.snapshot),
      this.fullButton,
    );
  }

  #panel() {
    const { words } = this;
    const rows = Object.keys(RANGES).map((name) => this.#slider(name));
    const tones = this.#group(
      "tone",
      words.tone,
      TONES.map((name) => ({ name, words: words[name] })),
    );
    this.surroundings = node("input", { type: "checkbox" });
    this.surroundings.addEventListener("change", () => this.act.look({ surroundings: this.surroundings.checked }));
    const reset = node("button", { type: "button", class: "plain" }, words.reset);
    reset.addEventListener("click", () => this.act.reset());
    const close = node(
      "button",
      { type: "button", class: "close", "aria-label": words.lookClose, title: words.lookClose },
      icon("close"),
    );
    close.addEventListener("click", () => this.toggleLook(false));
    const panel = node(
      "section",
      { id: "look", class: "look", "aria-label": words.look, hidden: true },
      node("header", {}, node("h3", {}, words.look), reset, close),
      ...rows,
      node("div", { class: "row" }, node("span", { class: "name" }, words.tone), tones),
      node("label", { class: "check" }, this.surroundings, node("span", {}, words.surroundings)),
    );
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.toggleLook(false);
    });
    return panel;
  }

  #slider(name) {
    const { min, max, step } = RANGES[name];
    const input = node("input", { type: "range", id: `look-${name}`, min, max, step });
    const output = node("output", { for: `look-${name}` });
    input.addEventListener("input", () => this.act.look({ [name]: Number(input.value) }));
    this.sliders[name] = { input, output };
    const label = node(
      "label",
      { class: "name", for: `look-${name}`, title: this.words[`${name}Help`] },
      this.words[name],
    );
    return node("div", { class: "row" }, label, output, input);
  }

  toggleLook(open = this.panel.hidden) {
    this.panel.hidden = !open;
    this.lookButton.setAttribute("aria-expanded", String(open));
    if (open) this.panel.querySelector("input").focus({ preventScroll: true });
    else this.lookButton.focus({ preventScroll: true });
  }

  setFullScreen(on) {
    const label = on ? this.words.fullScreenLeave : this.words.fullScreen;
    this.fullButton.replaceChildren(icon(on ? "close" : "fullScreen"));
    this.fullButton.setAttribute("aria-label", label);
    this.fullButton.title = label;
  }

  /** Make every control say what the look says. */
  show(look) {
    for (const [name, group] of Object.entries(this.groups)) {
      for (const input of group.querySelectorAll("input")) input.checked = input.value === look[name];
    }
    for (const [name, { input, output }] of Object.entries(this.sliders)) {
      const { min, max, show } = RANGES[name];
      input.value = look[name];
      const value = fill(this.words[show[0]], { n: Math.round(look[name] * show[1] * 10) / 10 });
      output.textContent = value;
      input.setAttribute("aria-valuetext", value);
      input.style.setProperty("--filled", `${((look[name] - min) / (max - min)) * 100}%`);
    }
    this.surroundings.checked = look.surroundings;
  }
}
