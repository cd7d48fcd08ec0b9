// @ts-check
// How a batch is told: how far it is, what can be done with it, and what stands in a cell without a picture.
import { t, tn } from "../kit/language.js";
import { hasModels } from "./batch_cells.js";

/** @import { BatchCounts, BatchState, BatchView, CellView } from "../views.d.ts" */
/** @typedef {"start" | "drop" | "stop" | "resume" | "repeat" | "picture" | "remove" | "compare" | "vote"} ActName */
/** @typedef {{name: ActName, label: string, kind?: string}} OfferedAct kind: how its button looks. */

/** @param {number} count */
export const requestWords = (count) => tn(count, "{n} request", "{n} requests");

/** @param {{state: BatchState, submits: number, counts: BatchCounts}} batch */
export const batchWords = ({ state, submits, counts }) => {
  if (state === "planned") return t("{requests}, nothing sent", { requests: requestWords(submits) });
  const parts = [t("{done} of {submits} done", { done: counts.done, submits })];
  if (counts.under_way) parts.push(t("{underway} under way", { underway: counts.under_way }));
  if (counts.failed) parts.push(t("{failed} failed", { failed: counts.failed }));
  if (counts.unclear) parts.push(t("{unclear} unclear", { unclear: counts.unclear }));
  if (state === "stopped" && counts.waiting) parts.push(t("{waiting} not started", { waiting: counts.waiting }));
  return parts.join(" · ");
};

/** @param {BatchView} batch */
export const stageWords = (batch) =>
  batch.state === "planned"
    ? t("{requests} · {price}. Nothing was sent yet.", { requests: requestWords(batch.submits), price: batch.price })
    : batchWords(batch);

/**
 * The share of cells that are done with, 0 to 1; null where a bar would say nothing.
 * @param {BatchView} batch
 */
export const doneShare = ({ state, submits, counts }) => {
  if (state === "planned" || (state === "done" && !counts.failed)) return null;
  return submits ? (submits - counts.waiting - counts.under_way) / submits : 1;
};

/**
 * What stands in a cell that has no picture; "" where its job is under way.
 * @param {CellView} cell
 */
export const cellWords = ({ problem, refused, job }) => {
  if (problem || refused) return problem || refused;
  if (!job) return t("not started");
  return job.final && !job.outputs.length ? job.words : "";
};

/**
 * What can be done with a batch now, in the order of the buttons.
 * @param {BatchView} batch
 * @param {number} picked How many results are picked to compare.
 * @returns {OfferedAct[]}
 */
export const offeredActs = (batch, picked) => {
  const { state, counts, submits } = batch;
  if (state === "planned")
    return [
      { name: "start", label: tn(submits, "Start {n} request", "Start {n} requests"), kind: "primary" },
      { name: "drop", label: t("Forget this plan"), kind: "quiet" },
    ];
  /** @type {OfferedAct[]} */
  const acts = [];
  if (state === "running") acts.push({ name: "stop", label: t("Stop") });
  if (state === "stopped" && counts.waiting)
    acts.push({ name: "resume", label: t("Resume ({waiting} left)", { waiting: counts.waiting }), kind: "primary" });
  if (counts.repeatable)
    acts.push({ name: "repeat", label: tn(counts.repeatable, "Repeat {n} failed one", "Repeat {n} failed ones") });
  if (counts.done) acts.push({ name: "picture", label: t("Download as one picture") });
  if (state !== "running") acts.push({ name: "remove", label: t("Forget this batch"), kind: "quiet" });
  if (picked > 1) acts.push({ name: "compare", label: t("Compare {chosen}", { chosen: picked }) });
  if (hasModels(batch) && counts.done > 1) acts.push({ name: "vote", label: t("Blind vote") });
  return acts;
};
