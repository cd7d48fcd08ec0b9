// @ts-check
// The results of the material panel: materials without a vendor, and a desk below each.
import { bringOwn } from "../material/bring_own.js";
import { drawOwn } from "../material/draw_own.js";
import { stage } from "./stage.js";
import { workbench } from "./workbench.js";

/**
 * @param {HTMLElement} element
 * @param {any} tools What Gradio hands to a component.
 */
export const materialStage = (element, tools) =>
  stage(element, {
    ...tools,
    makeDesk: workbench,
    ownMaterials: (/** @type {any} */ own) => [bringOwn(own), drawOwn(own)],
  });
