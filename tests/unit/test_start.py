"""What a start of the page must not cost."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_stub_is_written_for_gradios_components() -> None:
    """Gradio writes one per component class at every import, which is half of its import time."""
    program = (
        "import ast, inspect\n"
        "parsed, parse = [], ast.parse\n"
        "ast.parse = lambda code, *rest, **named: (parsed.append(code), parse(code, *rest, **named))[1]\n"
        "import ui, gradio\n"
        "assert inspect.getfile(gradio.HTML)\n"
        "print(sum('class ' in str(code) for code in parsed))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "0\n"
