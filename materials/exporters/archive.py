"""The ZIP that is taken away: every chosen target in a folder of its own, streamed while its textures are made."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from materials.exporters.export_subject import Options, Subject
from materials.exporters.manifest import FileRecord, manifest
from materials.exporters.plain import HEIGHT_EXR
from materials.exporters.registry import targets
from materials.exporters.smaller import smaller
from materials.exporters.stored_zip import NO_DATE, StoredArchive
from materials.exporters.target import File, Target
from materials.exporters.textures import Recipe, Texture, Textures

ToldFiles = Callable[[int, int], None]
"""Is told how many files are written, and how many there will be."""


def export_zip(
    subject: Subject, target_names: Sequence[str], options: Options | None = None, told: ToldFiles | None = None
) -> Iterator[bytes]:
    """Yield the ZIP with everything the targets want, and `manifest.json` about it.

    Textures are compressed already, so the archive only stores. The pieces come as soon as their files are made;
    equal subjects and options give equal bytes.

    Args:
        subject: The material.
        target_names: Ids of `registry.TARGETS`, in any order.
        options: Bits, sizes, tiling and sample shape.
        told: Called before each file is waited for.

    Raises:
        UnknownTarget: There is no such target (before the first piece).
        NotAMap: An original that has to be converted is not a picture.
    """
    chosen, options = targets(target_names), options or Options()
    return _pieces(subject, [*chosen, HEIGHT_EXR] if options.height_exr else chosen, options, told)


def _pieces(subject: Subject, chosen: Sequence[Target], options: Options, told: ToldFiles | None) -> Iterator[bytes]:
    subject = smaller(subject, options.longest_px) if options.longest_px else subject
    textures = Textures(subject)
    plan = [(target, file) for target in chosen for file in target.files(textures, options)]
    archive = StoredArchive(_date(subject.created))
    records: list[FileRecord] = []
    pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1), thread_name_prefix="material-export")
    try:
        textures.prepare((recipe for _, file in plan for recipe in file.recipes), pool)
        for written, (target, file) in enumerate(plan):
            if told:
                told(written, len(plan))
            content, texture = _made(file, textures)
            path = f"{subject.slug}/{target.name}/{file.path}"
            digest = texture.sha256 if texture else hashlib.sha256(content).hexdigest()
            recipe = file.content if isinstance(file.content, Recipe) else None
            records.append(FileRecord(target, path, len(content), digest, recipe, texture))
            yield from archive.add(path, content)
        yield from archive.add(f"{subject.slug}/manifest.json", manifest(subject, chosen, options, records))
        yield from archive.close()
    finally:
        # Also when a picture is broken, or nobody reads on.
        pool.shutdown(wait=False, cancel_futures=True)
        archive.close()


def _made(file: File, textures: Textures) -> tuple[bytes, Texture | None]:
    content = file.content
    if isinstance(content, Recipe):
        texture = textures.take(content)
        return texture.content, texture
    if isinstance(content, str):
        return content.encode(), None
    return (content if isinstance(content, bytes) else content(textures)), None


def _date(created: str | None) -> tuple[int, int, int, int, int, int]:
    try:
        when = datetime.fromisoformat(created or "")
    except ValueError:
        return NO_DATE
    return (when.year, when.month, when.day, when.hour, when.minute, when.second) if when.year >= 1980 else NO_DATE
