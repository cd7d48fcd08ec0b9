"""Where the subject of a picture probably is: what differs from its border, near the middle."""

import numpy as np
from PIL import Image

from sandbox.paint.turbulence import Plane, blur, resize, step

WORK_PX = 160


def subject_mask(picture: Plane) -> Plane:
    """Return a soft mask (H, W), 1 on the subject of an (H, W, 3) picture.

    Colours that the border does not have stand out; where that says nothing, a soft oval in the middle is taken.
    """
    height, width = picture.shape[:2]
    scale = WORK_PX / max(height, width)
    small = resize(picture, (max(8, round(width * scale)), max(8, round(height * scale))), Image.Resampling.BOX)
    rows, columns = small.shape[:2]
    rim = max(2, min(rows, columns) // 14)
    border = np.concatenate([small[:rim].reshape(-1, 3), small[:, :rim].reshape(-1, 3), small[:, -rim:].reshape(-1, 3)])
    samples = border[:: max(1, len(border) // 60)]
    apart = np.sqrt(((small[:, :, None, :] - samples[None, None]) ** 2).sum(-1))
    unlike = np.sort(apart, axis=2)[..., : max(1, len(samples) // 12)].mean(2)
    x = (np.arange(columns, dtype=np.float32) + 0.5) / columns - 0.5
    y = (np.arange(rows, dtype=np.float32) + 0.5) / rows - 0.54
    oval = np.sqrt((x[None, :] / 0.40) ** 2 + (y[:, None] / 0.52) ** 2)
    central = 1 - step(0.55, 1.25, oval)
    score = blur(
        (unlike / max(float(np.percentile(unlike, 95)), 1e-3) * (0.35 + 0.65 * central)).astype(np.float32), 1.4
    )
    mask = step(0.30, 0.50, score)
    if not 0.06 < float(mask.mean()) < 0.72:
        mask = 1 - step(0.70, 1.10, oval)
    mask = np.clip(blur(np.clip(mask.astype(np.float32), 0, 1), 1.0), 0, 1)
    return np.clip(resize(mask, (width, height)), 0, 1)
