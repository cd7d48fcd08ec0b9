// @ts-check
// The owner's other materials, to choose one of.
import { el } from "../kit/dom.js";
import { call } from "../kit/server.js";

/** @import { ListedMaterial, Server } from "../views.d.ts" */

let choices = 0;

/**
 * @param {Server} server
 * @param {string} of The material that is not offered.
 * @param {string} legend
 * @param {string | null} at The one that comes first.
 * @param {(material: ListedMaterial) => void} choose Called for the first one, and for each that is chosen.
 * @returns {Promise<HTMLElement | null>} null where there is none.
 */
export const materialChoice = async (server, of, legend, at, choose) => {
  const found = (await call(server.materials_listed, of))?.materials ?? [];
  const chosen = found.find((one) => one.id === at) ?? found[0];
  if (!chosen) return null;
  choices += 1;
  const name = `other-${of}-${choices}`;
  choose(chosen);
  const labels = found.map((one) =>
    el(
      "label.e-change-other",
      { title: one.name },
      el("input", { type: "radio", name, checked: one === chosen, onchange: () => choose(one) }),
      el("img", { src: one.thumb, alt: "", loading: "lazy" }),
      el("span", null, one.name),
    ),
  );
  return el("fieldset.e-change-others", null, el("legend", null, legend), labels);
};
