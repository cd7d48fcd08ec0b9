// A picture that fits its stage and can be looked at pixel by pixel: wheel, pinch, drag, keys. And single frames of a video.
import { el } from "../kit/dom.js";

const LARGEST = 16,
  CLICK_PX = 4;

// asset: {preview, original, width, height, alt}; changed(): fits() or percent() are others now.
export const zoomed = (stage, asset, changed) => {
  const node = el("img", {
    src: asset.preview,
    alt: asset.alt,
    width: asset.width,
    height: asset.height,
    draggable: "false",
  });
  const pointers = new Map();
  let scale = 1,
    x = 0,
    y = 0,
    fitted = true,
    moved = 0,
    full = false;

  const dot = () => 1 / (window.devicePixelRatio || 1); // CSS pixels of one pixel of the screen
  const size = () => [asset.width || node.naturalWidth || 1, asset.height || node.naturalHeight || 1];
  const fitting = () => {
    const [width, height] = size();
    return Math.min(1, stage.clientWidth / width, stage.clientHeight / height);
  };

  function draw() {
    const [width, height] = size();
    const roomX = Math.max(0, (width * scale - stage.clientWidth) / 2),
      roomY = Math.max(0, (height * scale - stage.clientHeight) / 2);
    x = Math.min(roomX, Math.max(-roomX, x));
    y = Math.min(roomY, Math.max(-roomY, y));
    node.style.width = `${width * scale}px`;
    node.style.height = `${height * scale}px`;
    node.style.transform = `translate(${x}px, ${y}px)`;
    node.classList.toggle("e-pixels", scale >= 2 * dot());
    stage.classList.toggle("e-zoomed", !fitted);
    if (!fitted) sharpen();
    changed();
  }

  // The original is only fetched when someone looks closely; the preview stays until it is there.
  function sharpen() {
    if (full) return;
    full = true;
    const original = new Image();
    original.src = asset.original;
    original.decode().then(
      () => {
        if (node.isConnected) node.src = original.src;
      },
      () => {
        full = false;
      },
    );
  }

  function fit() {
    fitted = true;
    scale = fitting();
    x = y = 0;
    draw();
  }

  // To a scale in CSS pixels; the point [px, py] of the stage, from its middle, stays where it is.
  function scaleTo(next, [px, py] = [0, 0]) {
    const smallest = fitting();
    next = Math.min(Math.max(LARGEST * dot(), smallest), next);
    if (next <= smallest) return fit();
    x = px - ((px - x) * next) / scale;
    y = py - ((py - y) * next) / scale;
    scale = next;
    fitted = false;
    draw();
  }

  const from = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  };
  const middle = (points) => [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const apart = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

  const heard = {
    wheel: (event) => {
      event.preventDefault();
      scaleTo(scale * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), from(event));
    },
    pointerdown: (event) => {
      if (event.button) return;
      if (!pointers.size) moved = 0;
      pointers.set(event.pointerId, from(event));
      stage.setPointerCapture(event.pointerId);
    },
    pointermove: (event) => {
      if (!pointers.has(event.pointerId)) return;
      const old = [...pointers.values()];
      pointers.set(event.pointerId, from(event));
      const now = [...pointers.values()],
        [ax, ay] = middle(old),
        [bx, by] = middle(now);
      moved += Math.abs(bx - ax) + Math.abs(by - ay);
      if (now.length === 2) {
        moved = CLICK_PX + 1;
        x += bx - ax;
        y += by - ay;
        scaleTo((scale * apart(now)) / (apart(old) || 1), [bx, by]);
      } else if (!fitted) {
        x += bx - ax;
        y += by - ay;
        draw();
      }
    },
    pointerup: (event) => {
      const here = pointers.get(event.pointerId);
      pointers.delete(event.pointerId);
      const [width, height] = size();
      const inside =
        here && Math.abs(here[0] - x) <= (width * scale) / 2 && Math.abs(here[1] - y) <= (height * scale) / 2;
      if (moved <= CLICK_PX && !pointers.size && inside) fitted ? scaleTo(closer(), here) : fit();
    },
    pointercancel: (event) => pointers.delete(event.pointerId),
    // With the pointer captured the stage hears clicks on the picture, too; only those beside it may close the window.
    click: (event) => {
      const [px, py] = from(event),
        [width, height] = size();
      if (moved > CLICK_PX || (Math.abs(px) <= (width * scale) / 2 && Math.abs(py) <= (height * scale) / 2))
        event.stopPropagation();
    },
  };
  const closer = () => Math.max(dot(), fitting() * 2);
  for (const [name, act] of Object.entries(heard)) stage.addEventListener(name, act, { passive: false });
  const room = new ResizeObserver(() => (fitted ? fit() : draw()));
  room.observe(stage);
  node.addEventListener("load", () => {
    if (fitted) fit();
  });

  return {
    node,
    fit,
    fits: () => fitted,
    percent: () => Math.round((scale / dot()) * 100),
    by: (factor) => scaleTo(scale * factor),
    to: (times) => scaleTo(times * dot()),
    toggle: () => (fitted ? scaleTo(closer()) : fit()),
    move: (right, down) => {
      x += right * 80;
      y += down * 80;
      draw();
    },
    end: () => {
      room.disconnect();
      stage.classList.remove("e-zoomed");
      for (const [name, act] of Object.entries(heard)) stage.removeEventListener(name, act);
    },
  };
};

// Shows the next frame or the one before. A browser does not tell how long a frame is: it is found by asking for a
// little more until another one is shown.
const TRY_S = [1 / 60, 1 / 40, 1 / 24, 1 / 12],
  busy = new WeakSet(),
  seen = new WeakMap();
export const frameStep = async (video, by) => {
  if (busy.has(video)) return;
  busy.add(video);
  try {
    video.pause();
    const start = video.currentTime,
      last = seen.get(video);
    const shown = last?.at === start ? last.frame : start;
    for (const ahead of TRY_S) {
      const at = Math.min(video.duration || 0, Math.max(0, start + by * ahead));
      const frame = await seek(video, at);
      seen.set(video, { at: video.currentTime, frame: frame ?? shown });
      if ((frame !== null && frame !== shown) || at === 0 || at === video.duration) return;
    }
  } finally {
    busy.delete(video);
  }
};

// Goes to a moment; returns when the frame that is shown then begins, or null where the browser cannot tell.
const seek = (video, at) =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), 400);
    const done = (frame) => {
      clearTimeout(late);
      resolve(frame);
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback((_, { mediaTime }) => done(mediaTime));
    else video.addEventListener("seeked", () => done(null), { once: true });
    video.currentTime = at;
  });
