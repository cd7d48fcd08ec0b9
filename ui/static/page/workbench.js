// @ts-check
// The desk below a material with all its sections.
import "../material/desk/desk_change.js";
import "../material/desk/desk_check.js";
import "../material/desk/desk_complete.js";
import "../material/desk/desk_take_away.js";

export { materialDesk as workbench } from "../material/desk/desk.js";
