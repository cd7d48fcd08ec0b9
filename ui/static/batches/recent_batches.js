// @ts-check
// The list of earlier batches.
import { el, reconcile, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { when } from "../kit/words.js";
import { batchWords } from "./batch_words.js";

/** @import { BatchLine } from "../views.d.ts" */
/** @import { With } from "../kit/dom.js" */
/** @typedef {With<{draw: (batch: BatchLine) => void}>} Line */

/**
 * @param {HTMLElement} list
 * @param {BatchLine[]} batches
 * @param {(id: string) => void} open
 */
export const showRecent = (list, batches, open) =>
  reconcile(list, batches, { create: (batch) => line(batch.id, open), update: (node, batch) => node.draw(batch) });

/**
 * @param {string} id
 * @param {(id: string) => void} open
 * @returns {Line}
 */
const line = (id, open) => {
  const picture = el("span.e-fan-thumb");
  const title = el("span.e-fan-title");
  const note = el("small");
  const opener = el(
    "button.e-fan-open",
    { type: "button", onclick: () => open(id) },
    picture,
    el("span", null, title, note),
  );
  return Object.assign(el("li", null, opener), {
    /** @param {BatchLine} batch */
    draw(batch) {
      const shown = picture.querySelector("img")?.getAttribute("src") ?? null;
      if (shown !== batch.thumb)
        picture.replaceChildren(...(batch.thumb ? [el("img", { src: batch.thumb, alt: "" })] : []));
      setText(title, batch.title || t("Batch"));
      setText(note, `${batchWords(batch)} · ${when(batch.created_ms)}`);
    },
  });
};
