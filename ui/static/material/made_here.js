// @ts-check
// Making a material on this machine.
import { call } from "../kit/server.js";

/** @import { JobView, Server } from "../views.d.ts" */

const ASK_MS = 700;

/**
 * Makes a material and waits for it, until it is done or the element has left the page.
 * @param {Server} server
 * @param {HTMLElement} element
 * @param {{operation: string, settings: object}} wanted
 * @param {(job: JobView) => void} told Hears how far it is.
 * @returns {Promise<JobView | null>} The finished job; null when there is none, and why was said.
 */
export const madeHere = async (server, element, wanted, told) => {
  let made = await call(server.material_make, wanted);
  while (made && !made.final) {
    told(made);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    if (!element.isConnected) return null;
    try {
      made = await server.job_shown(made.id);
    } catch {
      /* asked again */
    }
    if (made?.sentence) made = null;
  }
  return made;
};
