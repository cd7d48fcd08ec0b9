// How long a job has been under way, and how far it is.
import { t } from "../kit/language.js";
import { duration } from "../kit/words.js";

// Elapsed time by the server's clock: the visitor's may be wrong by hours.
let clockOffset = 0;
export const serverNow = (now_ms) => (clockOffset = now_ms - Date.now());
export const elapsed = (job) => ((job.finished_ms ?? Date.now() + clockOffset) - job.started_ms) / 1000;

export const timing = (job) => {
  const seconds = elapsed(job),
    words = duration(seconds);
  if (job.final || !job.expected) return words;
  return seconds > job.expected_high_s * 1.25
    ? t("{words} · longer than usual", { words })
    : `${words} · ${job.expected}`;
};

// How far a running job is, 0..1: the vendor's figure, else the share of the usual time, slowing near the end.
export const progress = (job) => {
  if (job.final) return 1;
  if (job.progress_percent) return job.progress_percent / 100;
  if (!job.expected_s || job.state === "preparing") return null;
  return Math.min(0.95, 1 - Math.exp((-1.6 * elapsed(job)) / job.expected_s));
};
