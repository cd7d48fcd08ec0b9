// The results of the material panel: materials without a vendor, and a desk below each.
import { bringOwn } from "../material/bring_own.js";
import { drawOwn } from "../material/draw_own.js";
import { stage } from "./stage.js";
import { workbench } from "./workbench.js";

export const materialStage = (element, tools) =>
  stage(element, {
    ...tools,
    makeDesk: workbench,
    ownMaterials: (own) => [bringOwn(own), drawOwn(own)],
  });
