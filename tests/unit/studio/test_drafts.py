"""Drafts of forms: the newest stays, over restarts, for each owner alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from scripted_vendor import NOON, OWNER, QuickTime, ScriptedVendor, open_studio

from studio.errors import NotPossible
from studio.prompts.drafts import MOST_CHARS


async def test_the_newest_draft_stays_whichever_comes_last(tmp_path: Path) -> None:
    time = QuickTime()
    async with open_studio(tmp_path, ScriptedVendor(), clock=time.clock) as studio:
        time.passed_s = 3600
        for minute, prompt in ((1, "old"), (3, "new \ud800"), (2, "late"), (3, "same")):
            await studio.drafts.keep(OWNER, "image", {"prompt": prompt}, NOON + timedelta(minutes=minute))
        await studio.drafts.keep(OWNER, "video", {"images": ["easel:1"]}, NOON + timedelta(days=9))
        with pytest.raises(NotPossible):
            await studio.drafts.keep(OWNER, "image", {"prompt": "x" * MOST_CHARS}, NOON + timedelta(minutes=9))
        assert await studio.drafts.all("bob") == {}
        time.passed_s = 600  # the clock was set back to before the last draft
        await studio.drafts.keep(OWNER, "video", {"images": ["easel:2"]}, NOON + timedelta(minutes=10))
        assert (await studio.drafts.all(OWNER))["video"].values == {"images": ["easel:2"]}
        time.passed_s = 3600
        await studio.drafts.keep(OWNER, "video", {"images": ["easel:1"]}, NOON + timedelta(days=9))
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        kept = await studio.drafts.all(OWNER)
        assert {form: dict(draft.values) for form, draft in kept.items()} == {
            "image": {"prompt": "new \ufffd"},
            "video": {"images": ["easel:1"]},
        }
        assert kept["image"].written_at == NOON + timedelta(minutes=3)
        assert kept["video"].written_at == NOON + timedelta(hours=1)  # a fast clock does not win for days
