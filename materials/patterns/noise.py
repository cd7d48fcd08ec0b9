"""Random fields on the unit torus: exactly periodic, and the same pattern at every resolution."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from materials.material import FloatArray
from materials.patterns.cells import Cells, nearest_cells
from materials.pixels.resample import resized
from materials.pixels.spectrum import cycles, forward, inverse

Warp = tuple[FloatArray, FloatArray]
"""Displacements (across, down) in tile widths, each (H, W)."""

_UNLIMITED = 512
"""Cycles per tile up to which the variance of a field without upper limit is counted."""
_MEASURED = 64
_SOFT_PX, _ENLARGED = 32, 4
"""Noise whose lattice cells have so many pixels may be drawn so many times smaller."""


@dataclass(frozen=True)
class Torus:
    """A square tile of `size_px` pixels whose opposite borders touch, and the random fields on it.

    Every field has a name; the same seed and name give the same pattern, whatever is drawn before it.

    Attributes:
        size_px: Pixels per side.
        seed: Any integer.
        scale: Enlarges the features of all patterns by about this factor; the counts that repeat stay whole numbers.
    """

    size_px: int
    seed: int
    scale: float = 1.0

    def _scaled(self, count: int) -> int:
        return max(1, round(count / self.scale))

    def rng(self, name: str) -> np.random.Generator:
        """Return the generator of one named choice."""
        return np.random.default_rng([self.seed & 0xFFFFFFFFFFFFFFFF, zlib.crc32(name.encode())])

    @property
    def across(self) -> FloatArray:
        """(1, W) pixel centres from the left border, 0 to 1."""
        return ((np.arange(self.size_px, dtype=np.float32) + np.float32(0.5)) / np.float32(self.size_px))[None, :]

    @property
    def down(self) -> FloatArray:
        """(H, 1) pixel centres from the top border, 0 to 1."""
        return self.across.T

    def waves(
        self,
        name: str,
        *,
        low: float = 1,
        high: float | None = None,
        slope: float = 2.0,
        stretch: tuple[float, float] = (1, 1),
    ) -> FloatArray:
        """Return a smooth Gaussian random field with a power-law spectrum.

        Args:
            name: Names the pattern.
            low: Lowest frequency in cycles per tile.
            high: Highest frequency in cycles per tile; None for all that the resolution holds.
            slope: Power falls with frequency to this exponent: 0 white, 2 rough, 3 and more soft.
            stretch: Lengthens features (across, down) by these factors; then `low` and `high` count along an
                unstretched axis.

        Returns:
            (H, W) float32 with mean 0 and standard deviation about 1.
        """
        size = self.size_px
        reach = size // 2 - 1
        low = max(1.0, low / self.scale)
        if high is not None:
            high = max(2.0, high / self.scale)
            reach = min(reach, int(np.ceil(high * 1.15 / min(stretch))))
        amplitude = _amplitude(reach, low, high or 0.0, slope, stretch)
        seed = int(self.rng(name).integers(1 << 62))
        modes = _modes(reach, seed) * amplitude
        return _from_modes(modes, size) * np.float32(_normalisation(modes, reach, low, high, slope, stretch))

    def _lattice_noise(self, name: str, columns: int, rows: int) -> FloatArray:
        lattice = self.rng(name).random((rows, columns), dtype=np.float32) * 2 - 1
        margin = 3  # the bicubic kernel reaches two cells
        padded = np.pad(lattice, margin, mode="wrap")
        box = (margin, margin, margin + columns, margin + rows)
        image = Image.fromarray(padded).resize((self.size_px, self.size_px), Image.Resampling.BICUBIC, box=box)
        return np.asarray(image)

    def fractal(
        self, name: str, columns: int, rows: int | None = None, *, octaves: int = 6, gain: float = 0.5
    ) -> FloatArray:
        """Return octaves of value noise, each twice as fine and `gain` as strong as the one before.

        Octaves finer than two pixels per cell are left out.

        Returns:
            (H, W) float32 with mean about 0 and standard deviation about 1.
        """
        rows, columns = self._scaled(rows or columns), self._scaled(columns)
        weights = [gain**octave for octave in range(octaves)]
        deviation = 0.41 * float(np.sqrt(sum(weight * weight for weight in weights)))  # 0.41 of one octave is measured

        def summed(torus: Torus, some: Iterable[int]) -> FloatArray:
            field = np.zeros((torus.size_px, torus.size_px), np.float32)
            for octave in some:
                noise = torus._lattice_noise(f"{name}/{octave}", columns << octave, rows << octave)
                field += np.float32(weights[octave] / deviation) * noise
            return field

        finest = [octave for octave in range(octaves) if max(columns, rows) << octave <= self.size_px // 2]
        # Soft ones are drawn small and enlarged together, which no eye can tell.
        soft = [octave for octave in finest if (max(columns, rows) << octave) * _SOFT_PX <= self.size_px]
        if len(soft) < 2:
            return summed(self, finest)
        field = summed(self, finest[len(soft) :])
        field += resized(summed(replace(self, size_px=self.size_px // _ENLARGED), soft), field.shape)
        return field

    def ridges(self, name: str, columns: int, *, octaves: int = 5, gain: float = 0.5) -> FloatArray:
        """Return octaves of noise folded at zero: sharp crests between soft basins, deviation about 1."""
        columns = self._scaled(columns)
        field = np.zeros((self.size_px, self.size_px), np.float32)
        for octave in range(octaves):
            if columns << octave > self.size_px // 2:
                break
            fold = 1 - np.abs(self._lattice_noise(f"{name}/{octave}", columns << octave, columns << octave)) * 2.2
            field += np.float32(gain**octave) * (fold - np.float32(0.27))
        return field * np.float32(2.1 * np.sqrt(1 - gain * gain))

    def warp(self, name: str, amount: float, *, low: float = 1, high: float = 12, slope: float = 2.4) -> Warp:
        """Return a smooth random displacement with deviation `amount` in tile widths."""
        return (
            self.waves(f"{name}/across", low=low, high=high, slope=slope) * np.float32(amount * self.scale),
            self.waves(f"{name}/down", low=low, high=high, slope=slope) * np.float32(amount * self.scale),
        )

    def cells(
        self,
        name: str,
        columns: int,
        rows: int | None = None,
        *,
        jitter: float = 1.0,
        warp: Warp | None = None,
        edges: bool = True,
        stagger: bool = False,
    ) -> Cells:
        """Return the Voronoi cells of one random point per lattice cell; see `nearest_cells`.

        Args:
            name: Names the pattern.
            columns: Points across.
            rows: Points down; as many as columns when None.
            jitter: 0 for points in the middle of their lattice cells, 1 for anywhere in them.
            warp: Displacement of the plane before the points are looked up.
            edges: Also find the distance to the cell's border (three times slower).
            stagger: Shift every second row by half a cell; needs an even number of rows.
        """
        rows, columns = self._scaled(rows or columns), self._scaled(columns)
        rng = self.rng(name)
        # Drawn point by point; the pattern depends on columns and rows only.
        offsets = (rng.random((rows, columns, 2), dtype=np.float32) - np.float32(0.5)) * np.float32(jitter)
        offsets += np.float32(0.5)
        if stagger:
            offsets[1::2, :, 0] += np.float32(0.5)
        return nearest_cells(self.size_px, offsets, warp=warp, edges=edges)

    def each(self, name: str, count: int, low: float = 0.0, high: float = 1.0) -> FloatArray:
        """Return one uniform number per piece, (count,)."""
        return self.rng(name).random(count, dtype=np.float32) * np.float32(high - low) + np.float32(low)


@lru_cache(maxsize=8)
def _ring_radius2(reach: int, stretch: tuple[float, float]) -> FloatArray:
    across = np.arange(reach + 1, dtype=np.float32)[None, :] * np.float32(stretch[0])
    down = np.arange(-reach, reach + 1, dtype=np.float32)[:, None] * np.float32(stretch[1])
    radius2 = across * across + down * down
    radius2[reach, 0] = 1  # the constant mode, whose amplitude is set to 0
    return radius2


def _amplitude(
    reach: int, low: float, high: float, slope: float, stretch: tuple[float, float], softness: float = 0.15
) -> FloatArray:
    radius2 = _ring_radius2(reach, stretch)
    amplitude = np.power(radius2, np.float32(-slope / 4))
    if low > 1 or high > 0:
        radius = np.sqrt(radius2)
        if low > 1:
            amplitude *= np.clip((radius / np.float32(low) - (1 - softness)) / (2 * softness), 0, 1)
        if high > 0:
            amplitude *= np.clip((1 + softness - radius / np.float32(high)) / (2 * softness), 0, 1)
    amplitude[reach, 0] = 0
    return amplitude


def _modes(reach: int, seed: int) -> npt.NDArray[np.complex64]:
    """Return Gaussian coefficients, rows -reach..reach, columns 0..reach, that do not depend on `reach`.

    The coefficients are drawn in dyadic squares around zero, each from its own generator, so that a finer picture adds
    coefficients and changes none.
    """
    block = 8
    while block <= reach:
        block *= 2
    modes = np.empty((2 * reach + 1, reach + 1), np.complex64)
    while block >= 8:
        draws = np.random.default_rng([seed, block]).standard_normal((2 * block - 1, block, 2), dtype=np.float32)
        square = draws.view(np.complex64)[..., 0]
        half = min(reach, block - 1)
        middle = block - 1
        modes[reach - half : reach + half + 1, : half + 1] = square[middle - half : middle + half + 1, : half + 1]
        block //= 2
    return modes


def _from_modes(modes: npt.NDArray[np.complex64], size: int) -> FloatArray:
    reach = modes.shape[1] - 1
    spectrum = np.zeros((size, size // 2 + 1), np.complex64)
    spectrum[: reach + 1, : reach + 1] = modes[reach:]
    if reach:
        spectrum[-reach:, : reach + 1] = modes[:reach]
    # Unscaled: a mode has the same amplitude at every resolution.
    return inverse(spectrum, (size, size), scaled=False)


def _normalisation(
    modes: npt.NDArray[np.complex64],
    reach: int,
    low: float,
    high: float | None,
    slope: float,
    stretch: tuple[float, float],
) -> float:
    """Return the factor to unit variance, computed from what does not depend on the resolution.

    The slow modes, few and strong, count as drawn; the fast ones, many and weak, by their expectation.
    """
    slow = min(reach, _MEASURED)
    core = modes[reach - slow : reach + slow + 1, : slow + 1]
    energy = np.abs(core.astype(np.complex64)) ** 2
    variance = float(2 * energy[:, 1:].sum() + energy[:, 0].sum())
    top = high if high is not None else _UNLIMITED
    wide = int(min(np.ceil(top * 1.15 / min(stretch)), _UNLIMITED))
    if wide > slow:
        amplitude = _expected_amplitude(wide, low, high or 0.0, slope, stretch)
        total = 2 * float(amplitude.sum()) * 2
        inner = 2 * float(amplitude[wide - slow : wide + slow + 1, : slow + 1].sum()) * 2
        variance += total - inner
    return 1 / float(np.sqrt(max(variance, 1e-12)))


@lru_cache(maxsize=64)
def _expected_amplitude(wide: int, low: float, high: float, slope: float, stretch: tuple[float, float]) -> FloatArray:
    squared = _amplitude(wide, low, high, slope, stretch) ** 2
    squared[:, 0] *= 0.5
    return squared


def blur(field: FloatArray, sigma: float) -> FloatArray:
    """Return a wrapping Gaussian blur.

    Args:
        field: (H, W).
        sigma: Standard deviation in tile widths, so that the result does not depend on the resolution.
    """
    height, width = field.shape
    across, down = cycles((height, width))
    factor = np.float32(-2 * (np.pi * sigma) ** 2)
    spectrum = forward(field)
    spectrum *= np.exp(factor * down**2)
    spectrum *= np.exp(factor * across**2)
    return inverse(spectrum, (height, width))


def sample(field: FloatArray, across: FloatArray, down: FloatArray) -> FloatArray:
    """Return the field at any places of the plane, bilinearly, wrapping around.

    Args:
        field: (H, W) periodic.
        across, down: Places in tile widths, broadcastable to the shape of the result.
    """
    height, width = field.shape
    flat = field.reshape(-1)
    x = across * np.float32(width) - np.float32(0.5)
    y = down * np.float32(height) - np.float32(0.5)
    left, top = np.floor(x), np.floor(y)
    x, y = x - left, y - top
    left_i = left.astype(np.int32) % width
    top_i = top.astype(np.int32) % height
    right_i = left_i + 1
    right_i[right_i == width] = 0
    bottom_i = top_i + 1
    bottom_i[bottom_i == height] = 0
    top_i *= width
    bottom_i *= width
    upper = flat[top_i + left_i]
    upper += (flat[top_i + right_i] - upper) * x
    lower = flat[bottom_i + left_i]
    lower += (flat[bottom_i + right_i] - lower) * x
    return upper + (lower - upper) * y


def warped(field: FloatArray, warp: Warp) -> FloatArray:
    """Return the field seen through a displacement of the plane."""
    size = field.shape[0]
    centres = ((np.arange(size, dtype=np.float32) + np.float32(0.5)) / np.float32(size))[None, :]
    return sample(field, centres + warp[0], centres.T + warp[1])
