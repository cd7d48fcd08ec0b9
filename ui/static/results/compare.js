// Before and after in one frame, and looking closely at several pictures at once: what one shows, all show.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";

// before, after: {src, alt, original?}; ratio: width / height of the result. Returns the element; its `range` says how
// much of `before` is seen. It lies over the pictures, so that dragging, touch and arrow keys all work, unless `apart`.
export const compare = (before, after, ratio, { tags = [t("Before"), t("After")], apart = false } = {}) => {
  const frame = el("div.e-compare", { style: `--ratio: ${ratio}` });
  const range = el("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 0.5,
    value: 50,
    "aria-label": t("Share of {tags} that is shown", { tags: tags[0].toLowerCase() }),
    oninput: () => place(),
  });
  const place = () => {
    frame.style.setProperty("--at", `${range.value}%`);
    range.setAttribute("aria-valuetext", `${Math.round(range.value)} % ${tags[0].toLowerCase()}`);
  };
  frame.append(
    el(
      "div.e-compare-layer",
      null,
      el("img.e-compare-after.e-near", { src: after.src, alt: after.alt, dataset: { original: after.original ?? "" } }),
    ),
    el(
      "div.e-compare-layer.e-compare-cut",
      null,
      el("img.e-compare-before.e-near", {
        src: before.src,
        alt: before.alt,
        referrerpolicy: "no-referrer",
        dataset: { original: before.original ?? "" },
        onerror: () => frame.classList.add("e-compare-alone"),
      }),
    ),
    el("span.e-compare-line", { "aria-hidden": "true" }),
    el("span.e-compare-tag.e-left", { "aria-hidden": "true" }, tags[0]),
    el("span.e-compare-tag.e-right", { "aria-hidden": "true" }, tags[1]),
    ...(apart ? [] : [range]),
  );
  frame.range = range;
  frame.show = (percent) => {
    range.value = Math.max(0, Math.min(100, percent));
    place();
  };
  place();
  return frame;
};

const MOST = 32,
  NEAR = 1.6;

// Zooms and moves everything of class e-near within `area` together. Frames are of class e-frame or e-compare and of one
// size; wheel, drag, two fingers, double click and keys all act on whichever is under them. `grab(frame, event)` may
// take a press for itself and return what follows its moves. Returns {fit, actual, by, key}.
export const nearer = (area, { grab = () => null, changed = () => {} } = {}) => {
  let scale = 1,
    x = 0,
    y = 0; // x, y: where the picture's corner is, in widths and heights of the frame
  const fingers = new Map();
  let taken = null;

  const frameOf = (node) => node.closest?.(".e-frame, .e-compare");

  function write() {
    x = Math.min(0, Math.max(1 - scale, x));
    y = Math.min(0, Math.max(1 - scale, y));
    area.style.setProperty("--near", scale);
    area.style.setProperty("--near-x", `${x * 100}%`);
    area.style.setProperty("--near-y", `${y * 100}%`);
    area.classList.toggle("e-nearer", scale > 1);
    if (scale > NEAR) sharpen();
    changed(scale);
  }

  // The originals are only fetched when someone looks closely; the previews stay until they are there.
  function sharpen() {
    for (const picture of area.querySelectorAll("img.e-near")) {
      const { original } = picture.dataset;
      if (!original || picture.dataset.asked === original) continue;
      picture.dataset.asked = original;
      const full = new Image();
      full.src = original;
      full.decode().then(
        () => {
          if (picture.isConnected && picture.dataset.original === original) picture.src = original;
        },
        () => {},
      );
    }
  }

  // Keep the point at (px, py) of the frame, 0..1, where it is.
  function zoom(to, px = 0.5, py = 0.5) {
    const next = Math.max(1, Math.min(MOST, to));
    x = px - ((px - x) * next) / scale;
    y = py - ((py - y) * next) / scale;
    scale = next;
    write();
  }

  const within = (frame, event) => {
    const box = frame.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, box];
  };

  area.addEventListener(
    "wheel",
    (event) => {
      const frame = frameOf(event.target);
      if (!frame) return;
      event.preventDefault();
      const [px, py] = within(frame, event);
      zoom(scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), px, py);
    },
    { passive: false },
  );

  area.addEventListener("pointerdown", (event) => {
    const frame = frameOf(event.target);
    if (!frame || event.target.matches("input, button, select") || event.button) return;
    taken = fingers.size ? null : grab(frame, event);
    fingers.set(event.pointerId, event);
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
    area.focus?.({ preventScroll: true });
  });
  area.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    const frame = last && frameOf(last.target);
    if (!frame) return;
    if (taken) return taken(event);
    const [px, py, box] = within(frame, event);
    if (fingers.size === 1) {
      x += (event.clientX - last.clientX) / box.width;
      y += (event.clientY - last.clientY) / box.height;
      write();
    } else {
      const [other] = [...fingers.values()].filter((one) => one.pointerId !== event.pointerId);
      const far = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoom((scale * far(event)) / far(last), px, py);
    }
    fingers.set(event.pointerId, Object.assign(event, {}));
  });
  for (const end of ["pointerup", "pointercancel"])
    area.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      if (!fingers.size) taken = null;
    });
  area.addEventListener("dblclick", (event) => {
    const frame = frameOf(event.target);
    if (!frame) return;
    const [px, py] = within(frame, event);
    zoom(scale > 1 ? 1 : 3, px, py);
  });

  const by = (dx, dy) => {
    x += dx;
    y += dy;
    write();
  };
  write();
  return {
    fit: () => zoom(1),
    in: () => zoom(scale * 1.5),
    out: () => zoom(scale / 1.5),
    // Returns whether the key did something.
    key(event) {
      const step = 0.12;
      const act = {
        "+": () => zoom(scale * 1.5),
        "=": () => zoom(scale * 1.5),
        "-": () => zoom(scale / 1.5),
        0: () => zoom(1),
        ...(scale > 1
          ? {
              ArrowLeft: () => by(step, 0),
              ArrowRight: () => by(-step, 0),
              ArrowUp: () => by(0, step),
              ArrowDown: () => by(0, -step),
            }
          : {}),
      }[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return false;
      act();
      return true;
    },
  };
};
