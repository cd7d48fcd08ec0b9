"""Reading reference pictures."""

import io

from PIL import Image

from materials.pixels.picture_as_seen import as_seen, eight_bits
from sandbox.task_store import Input, TaskStore


def open_picture(store: TaskStore, item: Input) -> Image.Image:
    """Return a task's reference picture as upright RGB."""
    with Image.open(io.BytesIO(store.blob(item.sha256).read_bytes())) as picture:
        upright = eight_bits(as_seen(picture))
        if upright.has_transparency_data:
            ground = Image.new("RGBA", upright.size, (255, 255, 255, 255))
            return Image.alpha_composite(ground, upright.convert("RGBA")).convert("RGB")
        return upright.convert("RGB")
