// @ts-check
// The controls of the forms. The page's own script comes with them: no control works before a double click is one press.
import "./shell.js";
import "../form/choice.js";
import "../form/size.js";
import "../form/text.js";
import "../form/tray/tray.js";

export { mount } from "../form/field.js";
