// @ts-check
// Durations, sizes and moments in words.
import { t } from "./language.js";

/** @param {number} seconds */
export const duration = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 100) return `${whole} s`;
  if (whole < 3600)
    return t("{whole} min {whole_2}", {
      whole: Math.floor(whole / 60),
      whole_2: whole % 60 ? `${whole % 60} s` : "",
    }).trim();
  return t("{whole} h {whole_2} min", { whole: Math.floor(whole / 3600), whole_2: Math.floor((whole % 3600) / 60) });
};

/** @param {number} bytes */
export const sizeWords = (bytes) =>
  bytes < 1e6
    ? t("{bytes} kB", { bytes: Math.max(1, Math.round(bytes / 1e3)) })
    : t("{bytes} MB", { bytes: (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) });

/**
 * @param {number} ms Since 1970.
 * @param {Date} [now]
 */
export const when = (ms, now = new Date()) => {
  const date = new Date(ms);
  const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (ms >= midnight) return t("today, {time}", { time });
  if (ms >= midnight - 864e5) return t("yesterday, {time}", { time });
  return `${date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" })}, ${time}`;
};
