// @ts-check
// The library, with all that can be done with what is in it.
import { libraryTab } from "../library/library_tab.js";
import "../results/compare_view.js";
import { workbench } from "./workbench.js";

/**
 * @param {HTMLElement} element
 * @param {any} tools What Gradio hands to a component.
 */
export const library = (element, tools) => libraryTab(element, { ...tools, makeDesk: workbench });
