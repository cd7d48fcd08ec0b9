// @ts-check
// Durations, sizes and moments in words.

/** @param {number} seconds */
export const duration = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 100) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60 ? `${whole % 60} s` : ""}`.trim();
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

/** @param {number} bytes */
export const sizeWords = (bytes) =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

/**
 * @param {number} ms Since 1970.
 * @param {Date} [now]
 */
export const when = (ms, now = new Date()) => {
  const date = new Date(ms);
  const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (ms >= midnight) return `today, ${time}`;
  if (ms >= midnight - 864e5) return `yesterday, ${time}`;
  return `${date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" })}, ${time}`;
};
