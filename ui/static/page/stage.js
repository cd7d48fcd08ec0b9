// @ts-check
// The results of a panel, with all that can be done with them.
import "../results/compare_view.js";

export { stage } from "../results/stage.js";
