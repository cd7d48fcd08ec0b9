"""Write the README's table of models from the request classes: `python scripts/models_table.py`."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from providers.catalogue import REQUESTS, VENDORS  # noqa: E402
from providers.spec import GenerationRequest  # noqa: E402

PLACE = re.compile(r"(<!-- models: .*? -->\n).*?(<!-- /models -->)", re.DOTALL)


def table() -> str:
    """Return the table as Markdown: one row per request class."""
    vendors = {vendor.name: vendor.title for vendor in VENDORS}
    rows = ["| does | vendor | models | endpoint | parameters |", "|---|---|---|---|---|"]
    rows += [row(request, vendors[request.provider]) for request in REQUESTS.values()]
    return "\n".join(rows) + "\n"


def with_table(readme: str) -> str:
    """Return the README with its table made anew."""
    return PLACE.sub(lambda match: match[1] + table() + match[2], readme)


def row(request: type[GenerationRequest], vendor: str) -> str:
    """Return the row of one request class."""
    models = ", ".join(f"`{model}`" for model in request.model_labels)
    parameters = ", ".join(f"`{name}`" for name in request.model_fields if name != "model")
    does = request.capability.replace("-", " ")
    return f"| {does} | {vendor} | {models} | `{request.endpoint}` | {parameters} |"


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
