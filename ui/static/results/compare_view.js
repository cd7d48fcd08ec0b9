// Results beside each other over the whole window: side by side, a slider, flicker, difference; videos in step.

import { makeDialog, showDialog } from "../kit/dialog.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { blindVote } from "./blind_vote.js";
import { compare, nearer } from "./compare.js";
import { itemActions, selectionActions } from "./result_actions.js";

const LETTERS = "ABCDEFGHI";
const MODES = { side: t("Side by side"), slider: t("Slider"), flicker: t("Flicker"), difference: t("Difference") };
const DIFFERENCE_PX = 1536;
const FRAME_S = 1 / 24;

// items: [{id, kind, preview, original, width, height, alt, label}], two or more of one kind; server: what carries the
// functions of a blind vote, or null where nothing of this can be voted on.
export const compareView = (items, { server = null, mode: begin = "side" } = {}) => {
  const video = items.every((item) => item.kind === "video");
  let mode = video ? "side" : begin,
    pair = [0, 1],
    stop = () => {};
  const area = el("div.e-duel-area", { tabindex: "-1" });
  const tools = el("div.e-duel-tools");
  const tabs = Object.entries(MODES).map(([name, title]) =>
    el("button.e-tab", { type: "button", dataset: { mode: name }, onclick: () => turn(name) }, title),
  );
  const zoomed = el("span.e-duel-zoom", { "aria-live": "polite" });
  const vote =
    server?.vote_pairs && items.every((item) => item.id)
      ? button(t("Blind vote"), () => {
          dialog.close();
          blindVote(
            items.map((item) => item.id),
            { server },
          );
        })
      : null;
  const dialog = makeDialog(
    ".e-light.e-duel",
    { label: t("Compare"), closed: () => stop() },
    el(
      "div.e-light-top",
      null,
      el(
        "div.e-tabs",
        { role: "group", "aria-label": t("How to compare") },
        video ? el("span", null, t("In step")) : tabs,
      ),
      zoomed,
      vote,
      button(t("Close"), () => dialog.close(), "quiet"),
    ),
    area,
    el("div.e-light-bottom", null, tools),
  );
  const near = video
    ? null
    : nearer(area, {
        grab: (frame, event) => draw[mode].grab?.(frame, event) ?? null,
        changed: (scale) => setText(zoomed, scale > 1 ? `${scale.toFixed(1)}×` : ""),
      });
  const name = (place) => `${LETTERS[place]} · ${items[place].label}`;

  function turn(next) {
    stop();
    stop = () => {};
    if (near && (mode === "side") !== (next === "side")) near.fit(); // frames of another shape show other parts
    mode = next;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.mode === mode));
    area.dataset.mode = video ? "videos" : mode;
    draw[video ? "videos" : mode]();
  }

  const picture = (item, extra = {}) =>
    el("img.e-near", {
      src: item.preview,
      alt: item.alt || item.label,
      dataset: { original: item.original ?? "" },
      draggable: "false",
      referrerpolicy: "no-referrer",
      ...extra,
    });
  const chooser = (which, label) =>
    items.length > 2 &&
    el(
      "label.e-duel-choice",
      null,
      label,
      el(
        "select",
        {
          onchange: (event) => {
            pair[which] = Number(event.target.value);
            turn(mode);
          },
        },
        items.map((_, place) => el("option", { value: place, selected: place === pair[which] }, name(place))),
      ),
    );
  const choosers = () => [chooser(0, t("First")), chooser(1, t("Second"))].filter(Boolean);
  const zoomButtons = () => [
    button(t("Zoom in"), near.in),
    button(t("Zoom out"), near.out),
    button(t("Fit"), near.fit),
  ];
  const hint = () =>
    el("p.e-quiet.e-duel-hint", null, t("Wheel or two fingers zoom, dragging moves; every picture follows."));
  const shape = () => {
    const { width, height } = items[pair[0]];
    return width && height ? width / height : 1;
  };

  const draw = {
    side() {
      area.replaceChildren(
        ...items.map((item, place) =>
          el("figure.e-frame", null, picture(item), el("figcaption.e-compare-tag.e-left", null, name(place))),
        ),
      );
      area.style.setProperty("--columns", items.length === 4 ? 2 : Math.min(items.length, 3));
      tools.replaceChildren(...zoomButtons(), hint());
    },
    slider: Object.assign(
      () => {
        const [one, two] = pair.map((place) => items[place]);
        const frame = compare(
          { src: one.preview, alt: one.alt || one.label, original: one.original },
          { src: two.preview, alt: two.alt || two.label, original: two.original },
          shape(),
          { tags: pair.map(name), apart: true },
        );
        area.replaceChildren(frame);
        frame.range.classList.add("e-duel-range");
        tools.replaceChildren(frame.range, ...zoomButtons(), ...choosers());
      },
      {
        // The line can be dragged where it stands; anywhere else the picture is moved.
        grab(frame, event) {
          if (!frame.range) return null;
          const follow = (one) => {
            const box = frame.getBoundingClientRect();
            frame.show(((one.clientX - box.left) / box.width) * 100);
          };
          const box = frame.getBoundingClientRect();
          const at = box.left + (frame.range.value / 100) * box.width;
          const unmoved = !area.classList.contains("e-nearer");
          if (!unmoved && Math.abs(event.clientX - at) >= 24) return null;
          follow(event);
          return follow;
        },
      },
    ),
    flicker() {
      let shown = 0,
        timer = null;
      const layers = pair.map((place) => picture(items[place]));
      const tag = el("figcaption.e-compare-tag.e-left", { "aria-live": "off" });
      const frame = el("figure.e-frame.e-flicker", null, layers, tag);
      const show = (next) => {
        shown = next;
        layers.forEach((layer, place) => {
          layer.style.visibility = place === shown ? "visible" : "hidden";
        });
        setText(tag, name(pair[shown]));
      };
      const speed = el("input", {
        type: "range",
        min: 350,
        max: 2000,
        step: 50,
        value: 800,
        "aria-label": t("Milliseconds for each"),
        oninput: () => timer && run(),
      });
      const play = button("", () => (timer ? rest() : run()), "");
      const run = () => {
        clearInterval(timer);
        timer = setInterval(() => show(1 - shown), Number(speed.value));
        setText(play, t("Hold"));
      };
      const rest = () => {
        clearInterval(timer);
        timer = null;
        setText(play, t("Flicker"));
      };
      stop = rest;
      area.replaceChildren(frame);
      show(0);
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) rest();
      else run();
      tools.replaceChildren(
        play,
        button(t("Swap"), () => {
          rest();
          show(1 - shown);
        }),
        el("label.e-duel-choice", null, t("Speed"), speed),
        ...zoomButtons(),
        ...choosers(),
      );
    },
    difference() {
      const canvas = el("canvas.e-near", {
        role: "img",
        "aria-label": t("Difference of {pair} and {pair_2}", { pair: name(pair[0]), pair_2: name(pair[1]) }),
      });
      const figure = el("p.e-duel-figure", { role: "status" }, t("Working it out"));
      const gain = el("input", {
        type: "range",
        min: 1,
        max: 20,
        step: 1,
        value: 4,
        "aria-label": t("Gain"),
        oninput: () => paint(),
      });
      const shownGain = el("span", null, "4×");
      let data = null,
        gone = false;
      stop = () => {
        gone = true;
      };
      area.replaceChildren(el("figure.e-frame", null, canvas));
      tools.replaceChildren(
        el("label.e-duel-choice", null, t("Gain"), gain, shownGain),
        figure,
        ...zoomButtons(),
        ...choosers(),
      );
      difference(...pair.map((place) => items[place])).then(
        (found) => {
          if (gone) return;
          data = found;
          canvas.width = found.width;
          canvas.height = found.height;
          setText(
            figure,
            found.mean
              ? t("Differs by {mean} on average, {most} at most", {
                  mean: percent(found.mean),
                  most: percent(found.most),
                })
              : t("No difference"),
          );
          paint();
        },
        () => setText(figure, t("These cannot be compared pixel by pixel.")),
      );
      function paint() {
        setText(shownGain, `${gain.value}×`);
        if (!data) return;
        const out = new ImageData(data.width, data.height),
          by = Number(gain.value);
        for (let i = 0; i < data.pixels.length; i += 4) {
          for (let k = 0; k < 3; k++) out.data[i + k] = Math.min(255, data.pixels[i + k] * by);
          out.data[i + 3] = 255;
        }
        canvas.getContext("2d").putImageData(out, 0, 0);
      }
    },
    videos() {
      const players = items.map((item) =>
        el("video", {
          src: item.original,
          poster: item.preview,
          playsinline: true,
          muted: true,
          preload: "auto",
          "aria-label": item.label,
        }),
      );
      for (const player of players) player.muted = true;
      const lead = () => players.reduce((one, two) => ((two.duration || 0) > (one.duration || 0) ? two : one));
      const seek = (to) => {
        for (const player of players) player.currentTime = Math.max(0, Math.min(to, (player.duration || 0) - 0.001));
      };
      const bar = el("input.e-duel-range", {
        type: "range",
        min: 0,
        max: 1000,
        step: 1,
        value: 0,
        "aria-label": t("Time"),
        oninput: () => {
          const share = bar.value / 1000;
          rest();
          seek(share * (lead().duration || 0));
        },
      });
      const time = el("span.e-duel-figure", null, "0.0 s");
      const play = button(t("Play"), () => (playing ? rest() : run()), "primary");
      let playing = false,
        frame = 0;
      const run = () => {
        const first = lead();
        if (first.currentTime >= (first.duration || 0) - 0.05) seek(0);
        playing = true;
        setText(play, t("Pause"));
        for (const player of players) player.play().catch(() => {});
        follow();
      };
      const rest = () => {
        playing = false;
        setText(play, t("Play"));
        cancelAnimationFrame(frame);
        for (const player of players) player.pause();
        tell();
      };
      const tell = () => {
        const first = lead();
        bar.value = first.duration ? (first.currentTime / first.duration) * 1000 : 0;
        setText(time, `${first.currentTime.toFixed(1)} s`);
      };
      const follow = () => {
        const first = lead();
        // Players drift apart; whoever is off by more than two frames is put right.
        for (const player of players)
          if (player !== first && !player.ended && Math.abs(player.currentTime - first.currentTime) > 2 * FRAME_S)
            player.currentTime = Math.min(first.currentTime, player.duration || 0);
        tell();
        if (first.ended) {
          seek(0);
          for (const player of players) player.play().catch(() => {});
        }
        if (playing) frame = requestAnimationFrame(follow);
      };
      const step = (by) => {
        rest();
        seek(lead().currentTime + by * FRAME_S);
      };
      for (const player of players)
        player.addEventListener("seeked", () => {
          if (!playing) tell();
        });
      stop = rest;
      dialog.stepFrames = step;
      dialog.playPause = () => play.click();
      area.style.setProperty("--columns", Math.min(items.length, 2));
      area.replaceChildren(
        ...players.map((player, place) =>
          el("figure.e-frame", null, player, el("figcaption.e-compare-tag.e-left", null, name(place))),
        ),
      );
      tools.replaceChildren(
        bar,
        play,
        button("‹ Frame", () => step(-1)),
        button(t("Frame ›"), () => step(1)),
        time,
      );
    },
  };

  dialog.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select")) return;
    const steps = {
      ArrowLeft: () => dialog.stepFrames(-1),
      ArrowRight: () => dialog.stepFrames(1),
      " ": () => {
        if (event.target.matches("button")) return false;
        dialog.playPause();
      },
    };
    if (video ? steps[event.key] && steps[event.key]() !== false : near.key(event)) event.preventDefault();
  });
  showDialog(dialog);
  turn(mode);
  area.focus({ preventScroll: true });
};

const percent = (value) => `${(value * 100).toFixed(value < 0.1 ? 2 : 1)} %`;

// The absolute difference of each pixel and channel; both are drawn in the shape of the first.
async function difference(one, two) {
  const [first, second] = await Promise.all(
    [one, two].map(async (item) => {
      const image = new Image();
      image.src = item.original || item.preview;
      await image.decode();
      return image;
    }),
  );
  const scale = Math.min(1, DIFFERENCE_PX / Math.max(first.naturalWidth, first.naturalHeight));
  const width = Math.max(1, Math.round(first.naturalWidth * scale)),
    height = Math.max(1, Math.round(first.naturalHeight * scale));
  const read = (image) => {
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
      willReadFrequently: true,
    });
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const a = read(first),
    b = read(second),
    pixels = new Uint8ClampedArray(a.length);
  let sum = 0,
    most = 0;
  for (let i = 0; i < a.length; i++) {
    if (i % 4 === 3) continue;
    const far = Math.abs(a[i] - b[i]);
    pixels[i] = far;
    sum += far;
    if (far > most) most = far;
  }
  return { width, height, pixels, mean: sum / (a.length * 0.75) / 255, most: most / 255 };
}

// What of a job can be looked at side by side: of an edit what it was made from, too.
function ofJob(job) {
  if (job.capability === "pbr-material") return [];
  const before =
    job.capability === "image-edit" ? job.sources.filter((source) => source.kind === "image" && source.preview) : [];
  const items = [
    ...before.map((source) => ({
      ...source,
      original: source.preview,
      label: t("Before, {alt}", { alt: source.alt.toLowerCase() }),
    })),
    ...job.outputs
      .filter((one) => one.kind !== "file")
      .map((one, place) => ({
        ...one,
        label: job.outputs.length > 1 ? t("Result {place}", { place: place + 1 }) : t("Result"),
      })),
  ].slice(0, LETTERS.length);
  return items.length > 1 && new Set(items.map((item) => item.kind)).size === 1 ? items : [];
}
itemActions.push({
  title: t("Compare"),
  enabled: (job) => ofJob(job).length > 1,
  run: (job) => compareView(ofJob(job), { mode: job.capability === "image-edit" ? "slider" : "side" }),
});

// From the library: whatever is selected, if it is all pictures or all videos.
selectionActions.push({
  title: t("Compare"),
  enabled: (items) =>
    items.length >= 2 &&
    items.length <= LETTERS.length &&
    new Set(items.map((item) => item.kind)).size === 1 &&
    items.every((item) => item.asset_id && item.kind !== "file"),
  run: async (items, { server }) => {
    const answer = await call(
      server.assets_compared,
      items.map((item) => item.asset_id),
    );
    if (!answer) return;
    const fit = answer.items.some((one) =>
      answer.items.some((two) => one.prompt === two.prompt && one.name_shown !== two.name_shown),
    );
    compareView(
      answer.items.map((item, place) => ({ ...item, label: answer.labels[place] })),
      { server: fit ? server : null },
    );
  },
});
