// @ts-check
// Sheets that put something of the library into a tray: a result, or the frame of a video.

import { openSheet } from "../../kit/dialog.js";
import { button, el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { adopt } from "./tray_values.js";

/** @import { TrayWallItem } from "../../views.d.ts" */
/** @import { Tray } from "./tray_values.js" */
/**
 * @typedef {{url: string | null | undefined, duration_s: number | null | undefined, from: Record<string, unknown>}} Film
 */

/** @param {number} s */
const clock = (s) => `${Math.floor(s / 60)}:${(s % 60).toFixed(2).padStart(5, "0")}`;
/**
 * Whether a frame that starts at `frame_s` can be the one in view at `wanted_s`: videos show one at least twice a second.
 * @param {number} frame_s
 * @param {number} wanted_s
 */
const isNear = (frame_s, wanted_s) => Math.abs(frame_s - wanted_s) < 0.5;
/** @param {Tray} f */
const full = (f) => Boolean(f.spec.max_count && (f.value ?? []).length >= f.spec.max_count);

/** @param {Tray} f */
export const pickSheet = (f) => {
  const sheet = openSheet(t("From the library"), { className: "e-window-wide" });
  const wall = el("div.e-wall");
  const older = button(t("Show older"), () => load(), ".e-plain");
  older.hidden = true;
  const search = el("input.e-input");
  search.type = "search";
  search.placeholder = t("Search");
  search.setAttribute("aria-label", t("Search"));
  const marked = button(
    t("Favourites"),
    () => {
      marked.setAttribute("aria-pressed", String(marked.getAttribute("aria-pressed") !== "true"));
      begin();
    },
    ".e-plain",
  );
  marked.setAttribute("aria-pressed", "false");
  const bar = el("div.e-joined");
  bar.append(search, marked);
  sheet.body.append(bar, wall, older);
  /** @type {string | null} */
  let before = null;
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, 150);
  });

  /**
   * @param {TrayWallItem} item
   * @param {HTMLButtonElement} tile
   */
  async function pick(item, tile) {
    tile.disabled = true;
    const answer = await call(f.server.tray_pick, { asset_id: item.asset_id, model: f.panel.model }, sheet.say);
    tile.disabled = false;
    if (!answer) return;
    adopt(f, answer);
    tile.classList.add("e-picked");
    sheet.say(answer.problem ?? t("Added."));
    if (full(f)) sheet.close();
  }

  /**
   * @param {TrayWallItem} item
   * @param {HTMLButtonElement} tile
   */
  function choose(item, tile) {
    if (item.kind !== f.spec.kind) {
      sheet.close();
      frameSheet(f, {
        url: item.original,
        duration_s: item.duration_s,
        from: { asset_id: item.asset_id },
      });
    } else pick(item, tile);
  }

  function begin() {
    before = null;
    load();
  }

  async function load() {
    const mine = ++asked;
    const favourites = marked.getAttribute("aria-pressed") === "true";
    const wanted = { kind: f.spec.kind, before, search: search.value, favourites };
    const page = await call(f.server.tray_wall, wanted, sheet.say);
    if (!page || mine !== asked) return;
    if (!before) wall.replaceChildren();
    before = page.next;
    older.hidden = !before;
    for (const item of page.items) {
      const film = item.kind === "video";
      const tile = button("", () => choose(item, tile), ".e-wall-tile");
      tile.setAttribute(
        "aria-label",
        `${film && f.spec.kind === "image" ? t("Frame of the video: ") : ""}${item.label}`,
      );
      tile.title = item.label;
      const picture = el("img");
      picture.src = item.thumb;
      picture.alt = "";
      picture.loading = "lazy";
      tile.append(picture);
      if (film) tile.append(el("span.e-order", null, `${Math.round(item.duration_s ?? 0)} s`));
      wall.append(tile);
    }
    const nothing =
      f.spec.kind === "video"
        ? t("There are no videos in the library yet.")
        : t("The library is empty. What you make comes here.");
    sheet.say(wall.children.length ? "" : search.value || favourites ? t("Nothing was found.") : nothing);
  }
  load();
  search.focus();
};

/**
 * @param {Tray} f
 * @param {Film} film From a media value or an asset.
 */
export const frameSheet = (f, film) => {
  const sheet = openSheet(t("Choose a moment"), { className: "e-window-wide" });
  const video = el("video.e-film");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  video.src = film.url ?? "";
  /** @type {number | null} */
  let shown_s = null; // the moment of the very frame in view; what was asked for may lie between two
  const watch = () =>
    video.requestVideoFrameCallback?.((_, frame) => {
      // A frame that was under way when the slider moved is told of late: it is not the one asked for.
      if (!video.seeking && isNear(frame.mediaTime, Number(slide.value))) shown_s = frame.mediaTime;
      watch();
    });
  watch();
  const slide = el("input.e-slider", { type: "range", min: 0, step: 0.01, max: film.duration_s ?? 10, value: 0 });
  slide.setAttribute("aria-label", t("Moment in seconds"));
  const at = el("span.e-moment", null, clock(0));
  /** @param {number} seconds */
  const go = (seconds) => {
    shown_s = null;
    slide.value = String(Math.max(0, Math.min(Number(slide.max), seconds)));
    slide.setAttribute("aria-valuetext", t("{value} seconds", { value: Number(slide.value).toFixed(2) }));
    slide.style.setProperty("--at", `${(100 * Number(slide.value)) / Number(slide.max)}%`);
    at.textContent = clock(Number(slide.value));
    video.currentTime = Number(slide.value);
  };
  video.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(video.duration)) slide.max = String(video.duration);
    go(Number(slide.value));
  });
  video.addEventListener("error", () =>
    sheet.say(t("This browser cannot show the video. Move the slider and take the frame all the same.")),
  );
  slide.addEventListener("input", () => go(Number(slide.value)));
  const row = el("div.e-joined");
  /** @param {number} by */
  const step = (by) => () => go(Number(slide.value) + by);
  row.append(
    button("‹", step(-1 / 24), ".e-plain", t("Back by a frame")),
    slide,
    button("›", step(1 / 24), ".e-plain", t("On by a frame")),
    at,
  );
  sheet.body.append(video, row);
  const use = button(
    t("Use this frame"),
    async () => {
      use.disabled = true;
      const wanted = { ...film.from, at_s: shown_s ?? Number(slide.value), model: f.panel.model };
      const answer = await call(f.server.tray_frame, wanted, sheet.say);
      use.disabled = false;
      if (!answer) return;
      adopt(f, answer);
      sheet.close();
    },
    ".e-plain.e-do",
  );
  sheet.foot.append(use);
  slide.focus();
};
