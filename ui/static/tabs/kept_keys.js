// @ts-check
// Keys that this browser keeps, where their owner asked for it.

/**
 * @param {string} who
 * @param {string} vendor
 */
const place = (who, vendor) => `easel-key:${who}:${vendor}`;

/**
 * @param {string} who
 * @param {string} vendor
 */
export const keptKey = (who, vendor) => {
  try {
    return localStorage.getItem(place(who, vendor));
  } catch {
    return null;
  }
};

/**
 * @param {string} who
 * @param {string} vendor
 * @param {string | null} key null forgets it.
 * @returns {boolean} Whether that was done; a browser may keep nothing.
 */
export const keepKey = (who, vendor, key) => {
  try {
    if (key === null) localStorage.removeItem(place(who, vendor));
    else localStorage.setItem(place(who, vendor), key);
    return true;
  } catch {
    return false;
  }
};
