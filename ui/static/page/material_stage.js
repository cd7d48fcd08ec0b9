// @ts-check
// The results of the material panel, with a desk for each.
import { stage } from "./stage.js";
import { workbench } from "./workbench.js";

/**
 * @param {HTMLElement} element
 * @param {any} tools What Gradio hands to a component.
 */
export const materialStage = (element, tools) => stage(element, { ...tools, makeDesk: workbench });
