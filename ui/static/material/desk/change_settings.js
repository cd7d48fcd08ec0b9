// @ts-check
// What the section "Change" is set to, and what work that asks for.
import { t } from "../../kit/language.js";

/** @import { JobView } from "../../views.d.ts" */
/** @import { Work } from "../work_preview.js" */
/** @typedef {"coat" | "blend"} Way */
/**
 * @typedef {object} Change
 * @property {Way} way
 * @property {string} overlay
 * @property {number} amount Of a coat, 0 to 1.
 * @property {number} scale
 * @property {number} seed
 * @property {string | null} above The material that fills this one up.
 * @property {number} share Of the surface on which it shows, 0 to 1.
 * @property {number} softness
 * @property {"this" | "before"} on Which version it begins with.
 */

/** @type {Record<string, string>} */
export const COATS = {
  moss: t("Moss"),
  dirt: t("Dirt"),
  wet: t("Wetness"),
  snow: t("Snow"),
  rust: t("Rust"),
  wear: t("Wear"),
  cracks: t("Cracks"),
  scratches: t("Scratches"),
};
/** @type {Record<string, Way>} */
const WAYS = { overlay_material: "coat", blend_materials: "blend" };

/** @returns {Change} */
export const firstChange = () => ({
  way: "coat",
  overlay: "moss",
  amount: 0.5,
  scale: 1,
  seed: 0,
  above: null,
  share: 0.5,
  softness: 0.2,
  on: "this",
});

/**
 * How a version was changed here; undefined for any other material.
 * @param {JobView} job
 */
export const wayOf = (job) => WAYS[String(job.made_with?.operation)];

/**
 * What a version that was changed here was made with, to be tried with other settings in its place. Any other is
 * changed as it is, with the settings as they stand.
 * @param {JobView} job
 * @returns {Partial<Change>}
 */
export const changeOf = (job) => {
  const way = wayOf(job);
  const made = /** @type {any} */ (job.made_with);
  if (!way) return { on: "this", above: null };
  if (way === "blend") return { way, on: "before", above: made.above, share: made.amount, softness: made.softness };
  const { overlay, amount, scale, seed } = made;
  return { way, on: "before", above: null, overlay, amount, scale, seed };
};

/**
 * The work on a material that makes the change; null where it needs another material first.
 * @param {Change} change
 * @param {JobView} job
 * @returns {Work | null}
 */
export const workOf = ({ way, overlay, amount, scale, seed, above, share, softness, on }, job) => {
  const material = on === "before" ? job.made_from : job.id;
  if (way === "coat") return { operation: "overlay_material", settings: { material, overlay, amount, scale, seed } };
  if (!above) return null;
  return { operation: "blend_materials", settings: { material, above, amount: share, softness } };
};
