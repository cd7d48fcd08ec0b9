// "Take away": one ZIP for the engines and renderers that are ticked. What was chosen is remembered in this browser.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { call } from "../kit/server.js";
import { sizeWords } from "../kit/words.js";
import { deskSection } from "./desk.js";

const KEPT = "easel.take-away",
  ASK_MS = 300;
const USUAL = { targets: ["maps", "gltf"], bits: 8, longest_px: null, height_exr: null };

deskSection("take_away", { title: t("Take away"), place: 9, build });

let built = 0;

function build(desk, body) {
  built += 1;
  const own = `take-${built}`; // the library has a desk of its own
  let choices = null,
    chosen = remembered(),
    asked = 0;
  const count = el("p.e-quiet", { role: "status" }),
    progress = progressBar(t("Making the ZIP"));
  const words = el("span"),
    link = el("a.e-button.e-button-primary", { download: "" });
  const make = button(t("Make the ZIP"), () => start(), "primary");
  const under = el("div.e-take-work", { hidden: true }, words, progress);
  const done = el("div.e-take-done", { hidden: true }, link, el("span.e-quiet"));
  const state = el("div.e-take-state", { role: "status" }, under, done);

  async function draw() {
    choices ??= await call(desk.server.export_choices, null);
    if (!choices)
      return body.replaceChildren(
        el("p.e-quiet", null, t("The choices could not be loaded. Close this and open it again.")),
      );
    body.replaceChildren(targets(), options(), el("div.e-desk-head", null, make, count), state);
    settle();
  }

  const id = (name, part) => `${own}-${name}-${part}`;

  function targets() {
    return el(
      "fieldset.e-takes",
      null,
      el("legend", null, t("Where it goes")),
      choices.targets.map(({ name, title, help }) =>
        el(
          "label.e-take",
          null,
          el("input", {
            type: "checkbox",
            value: name,
            checked: chosen.targets.includes(name),
            "aria-labelledby": id(name, "title"),
            "aria-describedby": id(name, "help"),
            onchange: (event) =>
              choose({
                targets: choices.targets
                  .map((one) => one.name)
                  .filter((one) => (one === name ? event.target.checked : chosen.targets.includes(one))),
              }),
          }),
          el("span", { id: id(name, "title") }, title),
          el("small", { id: id(name, "help") }, help),
        ),
      ),
    );
  }

  function options() {
    const largest = Math.max(0, ...desk.job().outputs.map((asset) => Math.max(asset.width ?? 0, asset.height ?? 0)));
    const sizes = choices.sizes_px
      .filter((size) => size < largest)
      .map((size) => [size, t("At most {size} px", { size })]);
    return el(
      "div.e-take-options",
      null,
      pick(t("Precision"), "bits", [
        [8, t("8 bit")],
        [16, t("16 bit, where there is more to give")],
      ]),
      pick(t("Size"), "longest_px", [
        [null, largest ? t("As it is, {largest} px", { largest }) : t("As it is")],
        ...sizes,
      ]),
      pick(t("Height as EXR"), "height_exr", [
        [null, t("No")],
        ["half", t("16 bit, in metres")],
        ["float", t("32 bit, in metres")],
      ]),
    );
  }

  function pick(label, name, values) {
    const at = Math.max(
      0,
      values.findIndex(([value]) => value === chosen[name]),
    );
    return el(
      "label",
      null,
      el("span", null, label),
      el(
        "select.e-take-pick",
        { onchange: (event) => choose({ [name]: values[event.target.selectedIndex][0] }) },
        values.map(([, title], place) => el("option", { selected: place === at }, title)),
      ),
    );
  }

  function choose(change) {
    chosen = { ...chosen, ...change };
    try {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
    } catch {
      /* a browser that keeps nothing */
    }
    settle();
  }

  // Other choices, or another material: what was made before is no longer what the button would make.
  function settle() {
    asked += 1;
    under.hidden = done.hidden = true;
    state.removeAttribute("aria-busy");
    make.hidden = false;
    make.disabled = !chosen.targets.length;
    const many = chosen.targets.length;
    setText(
      count,
      many
        ? tn(many, "{n} target in one ZIP, with a manifest.", "{n} targets in one ZIP, with a manifest.")
        : t("Tick at least one target."),
    );
  }

  async function start() {
    asked += 1;
    const mine = asked,
      material = desk.job().id,
      focused = document.activeElement === make;
    make.disabled = true;
    state.setAttribute("aria-busy", "true"); // each file would be read out
    done.hidden = true;
    under.hidden = false;
    setText(words, t("Making the ZIP"));
    progress.show(null);
    while (mine === asked && body.isConnected) {
      let refusal = "";
      const answer = await call(desk.server.material_export, { material, ...wish() }, (sentence) => {
        refusal = sentence;
      });
      if (mine !== asked) return;
      if (!answer) {
        settle();
        setText(count, refusal);
        return;
      }
      if (answer.made) return show(answer.made, focused);
      setText(
        words,
        answer.files
          ? t("Making the ZIP: {written} of {files} files", { written: answer.written, files: answer.files })
          : t("Making the ZIP"),
      );
      progress.show(answer.files ? answer.written / answer.files : null);
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }

  const wish = () => Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== null));

  function show({ url, name, bytes, files }, focused) {
    state.removeAttribute("aria-busy");
    under.hidden = true;
    done.hidden = false;
    make.hidden = true;
    link.href = url;
    setText(link, t("Download"));
    setText(
      done.lastChild,
      t("{name}, {bytes}, {files} files.", { name, bytes: sizeWords(bytes), files: files.length + 1 }),
    );
    link.click();
    if (focused) link.focus();
  }

  return { show: draw };
}

function remembered() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEPT));
  } catch {
    /* nothing kept, or not by us */
  }
  return { ...USUAL, ...(Array.isArray(kept?.targets) ? kept : null) };
}
