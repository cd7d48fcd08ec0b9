// One picture or video over the whole window: arrows, zoom to single pixels, frame steps, favourite, delete.

import { makeDialog, showDialog } from "../kit/dialog.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { sizeWords } from "../kit/words.js";
import { frameStep, zoomed } from "./zoomed.js";

// assets: what can be gone through, actions(asset, close) -> nodes for the bar;
// acts: { favour(asset, on) -> whether it worked, remove(asset, close) }, both by key as well;
// acts.beyond(by) -> the assets that stand before or after these, null where there are none. Focus goes back where it was.
export const lightbox = (assets, index, actions, acts = {}) => {
  const stage = el("div.e-light-stage");
  const caption = el("p.e-light-caption", { "aria-live": "polite" });
  const bar = el("div.e-actions");
  const step = (by) => async () => {
    if (assets[index + by] || !acts.beyond) return show(index + by);
    const others = await acts.beyond(by);
    if (!others || !dialog.isConnected) return;
    assets = others;
    show(by > 0 ? 0 : assets.length - 1);
  };
  const before = el(
    "button.e-light-step.e-light-before",
    { type: "button", "aria-label": t("Previous"), onclick: step(-1) },
    "‹",
  );
  const after = el(
    "button.e-light-step.e-light-after",
    { type: "button", "aria-label": t("Next"), onclick: step(1) },
    "›",
  );
  const zoom = button(t("Zoom in"), () => view?.toggle(), "quiet");
  const star = el(
    "button.e-button.e-button-quiet",
    { type: "button", "aria-label": t("Favourite"), title: t("Favourite (F)"), hidden: !acts.favour, onclick: favour },
    "★",
  );
  const frames = el(
    "span.e-light-frames",
    { hidden: true },
    button(t("−1 frame"), () => frameStep(video(), -1), "quiet"),
    button(t("+1 frame"), () => frameStep(video(), 1), "quiet"),
  );
  const close = () => dialog.close();
  const dialog = makeDialog(
    ".e-light",
    { label: t("Result, large"), closed: () => view?.end() },
    el("div.e-light-top", null, caption, frames, star, zoom, button(t("Close"), close, "quiet")),
    stage,
    before,
    after,
    el("div.e-light-bottom", null, bar),
  );
  let view = null;

  const video = () => stage.querySelector("video");

  function show(next) {
    index = (next + assets.length) % assets.length;
    const asset = assets[index],
      moving = asset.kind === "video";
    view?.end();
    view = null;
    zoom.hidden = moving;
    frames.hidden = !moving;
    if (moving)
      stage.replaceChildren(
        el("video", {
          src: asset.original,
          poster: asset.preview,
          controls: true,
          playsinline: true,
          loop: true,
          "aria-label": asset.alt,
        }),
      );
    else {
      view = zoomed(stage, asset, () => {
        setText(zoom, (view?.fits() ?? true) ? t("Zoom in") : t("Fit"));
        say();
      });
      stage.replaceChildren(view.node);
      view.fit();
    }
    before.hidden = after.hidden = assets.length < 2 && !acts.beyond;
    mark();
    say();
    bar.replaceChildren(...actions(asset, close));
  }

  function say() {
    const asset = assets[index];
    const place = assets.length > 1 ? t("{index} of {assets}", { index: index + 1, assets: assets.length }) : "";
    const pixels = asset.width ? `${asset.width} × ${asset.height}` : "";
    const scale = view && !view.fits() ? `${view.percent()} %` : "";
    setText(caption, [asset.title, place, pixels, sizeWords(asset.bytes), scale].filter(Boolean).join(" · "));
  }

  const mark = () => star.setAttribute("aria-pressed", String(Boolean(assets[index].favourite)));

  async function favour() {
    const asset = assets[index];
    if (!acts.favour || !(await acts.favour(asset, !asset.favourite))) return;
    asset.favourite = !asset.favourite;
    mark();
  }

  const keys = {
    ArrowLeft: () => (view && !view.fits() ? view.move(1, 0) : step(-1)()),
    ArrowRight: () => (view && !view.fits() ? view.move(-1, 0) : step(1)()),
    ArrowUp: () => view?.move(0, 1),
    ArrowDown: () => view?.move(0, -1),
    "+": () => view?.by(1.5),
    "=": () => view?.by(1.5),
    "-": () => view?.by(1 / 1.5),
    0: () => view?.fit(),
    1: () => view?.to(1),
    2: () => view?.to(2),
    4: () => view?.to(4),
    ",": () => video() && frameStep(video(), -1),
    ".": () => video() && frameStep(video(), 1),
    f: favour,
    F: favour,
    Delete: () => acts.remove?.(assets[index], close),
  };

  dialog.addEventListener("keydown", (event) => {
    if (
      event.target.matches("select, input, textarea") ||
      event.target.closest("[role=menu]") ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    if (event.target.matches("video") && event.key.startsWith("Arrow")) return; // its own: a few seconds, or louder
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === stage && (view?.fits() ?? true)) close();
  });
  showDialog(dialog);
  show(index);
};
