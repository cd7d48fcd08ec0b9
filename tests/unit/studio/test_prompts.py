"""Prompts to have again and styles: those of each owner, by what was used and marked."""

from pathlib import Path

import pytest
from scripted_vendor import OWNER, Picture, ScriptedVendor, open_studio, run_job

from studio.errors import FieldErrors, NotFound
from studio.prompts.prompts import INCLUDED

RED, BLUE = "A red\nwall", "Ein blaues Tor"


async def test_used_prompts_come_once_and_favourites_stay(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        for prompt in (RED, BLUE, RED):
            await run_job(studio, Picture(prompt=prompt))
        prompts = studio.prompts
        assert [each.text for each in await prompts.used(OWNER)] == [RED, BLUE]
        assert [each.text for each in await prompts.used(OWNER, limit=1)] == [RED]
        await prompts.mark(OWNER, BLUE, favourite=True)
        await prompts.mark(OWNER, "never used", favourite=True)
        await prompts.mark(OWNER, BLUE, favourite=True)
        assert [(each.text, each.favourite) for each in await prompts.used(OWNER)] == [(RED, False), (BLUE, True)]
        assert {each.text for each in await prompts.favourites(OWNER)} == {"never used", BLUE}
        assert [each.text for each in await prompts.used(OWNER, search="BLAU tor")] == [BLUE]
        assert [each.text for each in await prompts.favourites(OWNER, search="used")] == ["never used"]
        assert await prompts.used("bob") == await prompts.favourites("bob") == []
        await prompts.mark("bob", BLUE, favourite=False)
        await prompts.mark(OWNER, "never used", favourite=False)
        assert [each.text for each in await prompts.favourites(OWNER)] == [BLUE]
        for text in (" ", "x" * 20_001):
            with pytest.raises(FieldErrors):
                await prompts.mark(OWNER, text, favourite=True)


async def test_styles_are_replaced_and_forgotten_by_name(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        prompts = studio.prompts
        assert await prompts.styles(OWNER) == list(INCLUDED)
        await prompts.save_style(OWNER, "Noir", "Film noir: ", "")
        await prompts.save_style(OWNER, " noir ", "", ", film noir")
        await prompts.save_style(OWNER, "CLAY", "", ", my clay")
        found = await prompts.styles(OWNER)
        assert [(each.name, each.suffix) for each in found[:2]] == [("CLAY", ", my clay"), ("noir", ", film noir")]
        assert [each.name for each in found].count("Clay") == 0
        assert await prompts.styles("bob") == list(INCLUDED)
        with pytest.raises(NotFound):
            await prompts.forget_style("bob", "noir")
        assert (await prompts.forget_style(OWNER, "NOIR")).suffix == ", film noir"
        await prompts.forget_style(OWNER, "clay")
        assert await prompts.styles(OWNER) == list(INCLUDED)
        with pytest.raises(NotFound):
            await prompts.forget_style(OWNER, "Watercolour")
        for name, prefix in (("", "x"), ("empty", " "), ("long", "x" * 20_001)):
            with pytest.raises(FieldErrors):
                await prompts.save_style(OWNER, name, prefix, "")


def test_the_styles_that_come_along_differ_and_say_something() -> None:
    assert len({style.name for style in INCLUDED}) == len(INCLUDED) >= 5
    assert all((style.prefix or style.suffix) and not style.own for style in INCLUDED)
