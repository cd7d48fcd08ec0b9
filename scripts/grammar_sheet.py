"""Render every grammar on the sphere to one contact sheet; the README's is docs/materials.webp, with the defaults.

Usage: python scripts/grammar_sheet.py OUT.webp [--prompts FILE] [--flat] [--size PX] [--seed N] [WORD ...]
With words, only grammars whose title contains one of them are drawn.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from materials.drawing.draw import draw
from materials.drawing.grammars import GRAMMARS
from materials.show.render import render_flat, render_sphere


def main() -> None:
    """Draw, render and paste."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--prompts", type=Path, help="a file with one prompt per line instead of the grammars' titles")
    parser.add_argument("--flat", action="store_true", help="a flat piece two tiles wide, to see seams")
    parser.add_argument("--size", type=int, default=512, help="pixels per side of the drawn maps")
    parser.add_argument("--picture", type=int, default=192, help="pixels per side of each picture")
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.prompts:
        prompts = [line.strip() for line in options.prompts.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        prompts = [grammar.english[0] for grammar in GRAMMARS]
    if options.words:
        prompts = [prompt for prompt in prompts if any(word.lower() in prompt.lower() for word in options.words)]
    cell, caption = options.picture, 22
    rows = -(-len(prompts) // options.columns)
    sheet = Image.new("RGB", (cell * min(options.columns, len(prompts)), (cell + caption) * rows), (124, 123, 121))
    pen = ImageDraw.Draw(sheet)
    for number, prompt in enumerate(prompts):
        started = time.process_time()
        drawn = draw(prompt, seed=options.seed, size_px=options.size)
        took_s = time.process_time() - started
        picture = render_flat(drawn.material, cell, repeats=2) if options.flat else render_sphere(drawn.material, cell)
        x, y = number % options.columns * cell, number // options.columns * (cell + caption)
        sheet.paste(Image.fromarray(np.ascontiguousarray(picture)), (x, y))
        pen.text((x + 8, y + cell + 3), prompt, fill=(20, 20, 20))
        print(f"{took_s:5.2f} s  {prompt}: {drawn.understood}")
    sheet.save(options.out, **({"quality": 78, "method": 6} if options.out.suffix == ".webp" else {}))


if __name__ == "__main__":
    main()
