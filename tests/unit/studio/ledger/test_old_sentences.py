"""Sentences that rows and archives of older versions hold become codes and facts, and read the same."""

from datetime import timedelta
from pathlib import Path

import pytest
from scripted_vendor import NOON, OWNER, ScriptedVendor, open_studio
from sqlalchemy import create_engine, text

from providers.happened import TEXT, happened, only_text
from studio.clock import micros
from studio.ledger.job import JobState
from studio.ledger.migrations import STEPS, migrate
from studio.ledger.old_sentences import recognised
from studio.sentences.sentences import sentence_of

WRITTEN = (
    "Waiting its turn.",
    "Saving the results.",
    "Stopped before anything was sent. Nothing was charged.",
    "Working on it on this machine.",
    "Waiting for the maps that were ordered.",
    "No map came, so there is none to take over; the order says why. The material stays as it was.",
    "Stopped. Nothing was charged.",
    "The new version could not be written. Free some space on the disk and try again.",
    "This machine has not enough memory for maps of this size. Use a smaller size.",
    "This work did not come to an end several times. Try it with smaller maps.",
    "This did not work, by a fault of Easel. The material stays as it was.",
    "This Easel no longer knows this kind of work. Start it again from the material.",
    "Stopping as soon as the answer to the submit is here, so that nothing paid for is lost.",
    "The material this was to be made from is gone.",
    "A new version with 1 map, made on this machine. Nothing was charged.",
    "A new version with 7 maps, made on this machine. Nothing was charged.",
    "Drawn: 5 maps. Nothing was charged.",
    "Opened: 1 map. Nothing was charged.",
    "Opened: 3 maps. Nothing was charged.",
    "There is no key for this vendor. Enter yours under Keys, or set FOXAPI_API_KEY and start Easel again.",
    "The profile is ready. Nothing was charged.",
    "The profile is ready. It was charged.",
    "Making your files reachable for FoxAPI.",
    "Sending it to FoxAPI.",
    "In FoxAPI's queue.",
    "FoxAPI calls it finished, but shows no link to the result yet. Easel keeps asking.",
    "FoxAPI is working on it.",
    "FoxAPI is working on it; it says: in_review.",
    "FoxAPI could not be reached; nothing was sent yet. Trying again in 2 s.",
    "FoxAPI could not be reached; nothing was sent yet. Trying again in 2 min.",
    "FoxAPI does not take files at the moment; nothing was sent yet. Trying again in 30 s.",
    "Easel has no key for FoxAPI at the moment. Set it and start Easel again; this job then goes on.",
    "Needs your FoxAPI key to go on: the one it was started with. Enter it under Keys.",
    "FoxAPI does not accept the key at the moment. The task goes on there. Set the right key and restart.",
    "FoxAPI does not answer at the moment. The task goes on there; Easel keeps asking.",
    "FoxAPI says at the moment that it does not know this task. That may pass; Easel keeps asking for a day.",
    (
        "FoxAPI has not shown a result for 24 hours. Result links live that long, so this one is probably dead. "
        "Easel still looks now and then; ask FoxAPI, naming the task id."
    ),
    "This Easel no longer knows foxapi_wan. Nothing was charged. Choose another model and run it again.",
    "Easel could not prepare this request. Nothing was charged. Look at its settings and run it again.",
    (
        "FoxAPI did not take a file (it answered 503), so the request was not sent. Nothing was charged. Run it "
        "again in a few minutes."
    ),
    (
        "FoxAPI did not take a file (it answered 503), so the request was not sent. It was probably not charged: "
        "your FoxAPI balance shows it. Easel does not send it again by itself. Run it again in a few minutes."
    ),
    (
        "FoxAPI did not take a file (it answered 503), so the request was not sent. Nothing was charged. Easel "
        "does not send it again by itself. Run it again in a few minutes."
    ),
    (
        "FoxAPI could not be reached, so nothing was sent. Nothing was charged. Check the connection and the "
        "vendor's address, then run it again."
    ),
    (
        "FoxAPI could not be reached, so nothing was sent. It was probably not charged: your FoxAPI balance shows"
        " it. Easel does not send it again by itself. Check the connection and the vendor's address, then run it "
        "again."
    ),
    (
        "FoxAPI could not be reached, so nothing was sent. Nothing was charged. Easel does not send it again by "
        "itself. Check the connection and the vendor's address, then run it again."
    ),
    (
        "The protection in front of FoxAPI turned this connection away; your key is not the matter. Nothing was "
        "charged. Try it from another network or without a VPN, or later."
    ),
    (
        "The protection in front of FoxAPI turned this connection away; your key is not the matter. It was "
        "probably not charged: your FoxAPI balance shows it. Easel does not send it again by itself. Try it from "
        "another network or without a VPN, or later."
    ),
    (
        "The protection in front of FoxAPI turned this connection away; your key is not the matter. Nothing was "
        "charged. Easel does not send it again by itself. Try it from another network or without a VPN, or later."
    ),
    (
        "FoxAPI has moved to another address. Nothing was charged. Set its new address where Easel is started, "
        "then run it again."
    ),
    (
        "FoxAPI has moved to another address. It was probably not charged: your FoxAPI balance shows it. Easel "
        "does not send it again by itself. Set its new address where Easel is started, then run it again."
    ),
    (
        "FoxAPI has moved to another address. Nothing was charged. Easel does not send it again by itself. Set "
        "its new address where Easel is started, then run it again."
    ),
    (
        "FoxAPI did not accept the key. Nothing was charged. Enter the right key under Keys, or set it where "
        "Easel is started, then run it again."
    ),
    (
        "FoxAPI did not accept the key. It was probably not charged: your FoxAPI balance shows it. Easel does not"
        " send it again by itself. Enter the right key under Keys, or set it where Easel is started, then run it "
        "again."
    ),
    (
        "FoxAPI did not accept the key. Nothing was charged. Easel does not send it again by itself. Enter the "
        "right key under Keys, or set it where Easel is started, then run it again."
    ),
    "The FoxAPI account has no balance left. Nothing was charged. Top it up at the vendor, then run it again.",
    (
        "The FoxAPI account has no balance left. It was probably not charged: your FoxAPI balance shows it. Easel"
        " does not send it again by itself. Top it up at the vendor, then run it again."
    ),
    (
        "The FoxAPI account has no balance left. Nothing was charged. Easel does not send it again by itself. Top"
        " it up at the vendor, then run it again."
    ),
    "A file is larger than FoxAPI takes. Nothing was charged. Use a smaller file and run it again.",
    (
        "A file is larger than FoxAPI takes. It was probably not charged: your FoxAPI balance shows it. Easel "
        "does not send it again by itself. Use a smaller file and run it again."
    ),
    (
        "A file is larger than FoxAPI takes. Nothing was charged. Easel does not send it again by itself. Use a "
        "smaller file and run it again."
    ),
    "FoxAPI takes no more requests at the moment. Nothing was charged. Run it again in a minute.",
    (
        "FoxAPI takes no more requests at the moment. It was probably not charged: your FoxAPI balance shows it. "
        "Easel does not send it again by itself. Run it again in a minute."
    ),
    (
        "FoxAPI takes no more requests at the moment. Nothing was charged. Easel does not send it again by "
        "itself. Run it again in a minute."
    ),
    "FoxAPI takes no more requests at the moment. Nothing was charged. Run it again in 20 s.",
    (
        "FoxAPI takes no more requests at the moment. It was probably not charged: your FoxAPI balance shows it. "
        "Easel does not send it again by itself. Run it again in 20 s."
    ),
    (
        "FoxAPI takes no more requests at the moment. Nothing was charged. Easel does not send it again by "
        "itself. Run it again in 20 s."
    ),
    (
        "FoxAPI does not know this model or address. Nothing was charged. Check the vendor's address and whether "
        "your key may use this model."
    ),
    (
        "FoxAPI does not know this model or address. It was probably not charged: your FoxAPI balance shows it. "
        "Easel does not send it again by itself. Check the vendor's address and whether your key may use this "
        "model."
    ),
    (
        "FoxAPI does not know this model or address. Nothing was charged. Easel does not send it again by itself."
        " Check the vendor's address and whether your key may use this model."
    ),
    "FoxAPI refused a setting or a file. Nothing was charged. Change what the vendor names and run it again.",
    (
        "FoxAPI refused a setting or a file. It was probably not charged: your FoxAPI balance shows it. Easel "
        "does not send it again by itself. Change what the vendor names and run it again."
    ),
    (
        "FoxAPI refused a setting or a file. Nothing was charged. Easel does not send it again by itself. Change "
        "what the vendor names and run it again."
    ),
    "FoxAPI refused it. Nothing was charged. Change what the vendor names and run it again.",
    (
        "FoxAPI refused it. It was probably not charged: your FoxAPI balance shows it. Easel does not send it "
        "again by itself. Change what the vendor names and run it again."
    ),
    (
        "FoxAPI refused it. Nothing was charged. Easel does not send it again by itself. Change what the vendor "
        "names and run it again."
    ),
    (
        "FoxAPI did not take a file (it answered 200), so the request was not sent. Nothing was charged. Run it "
        "again in a few minutes."
    ),
    (
        "FoxAPI did not take a file (it answered 200), so the request was not sent. It was probably not charged: "
        "your FoxAPI balance shows it. Easel does not send it again by itself. Run it again in a few minutes."
    ),
    (
        "FoxAPI did not take a file (it answered 200), so the request was not sent. Nothing was charged. Easel "
        "does not send it again by itself. Run it again in a few minutes."
    ),
    (
        "The connection to FoxAPI broke before a clear answer came. Nothing was charged. Easel does not send it "
        "again by itself; run it again if you wish."
    ),
    (
        "The connection to FoxAPI broke before a clear answer came. It may have been charged: your FoxAPI balance"
        " shows it. Easel does not send it again by itself; run it again if you wish."
    ),
    (
        "FoxAPI answered, but not so that Easel can tell whether it began. Nothing was charged. Easel does not "
        "send it again by itself; run it again if you wish."
    ),
    (
        "FoxAPI answered, but not so that Easel can tell whether it began. It may have been charged: your FoxAPI "
        "balance shows it. Easel does not send it again by itself; run it again if you wish."
    ),
    (
        "FoxAPI answered with an error of its own (502), which does not say whether it began. Nothing was "
        "charged. Easel does not send it again by itself; run it again if you wish."
    ),
    (
        "FoxAPI answered with an error of its own (502), which does not say whether it began. It may have been "
        "charged: your FoxAPI balance shows it. Easel does not send it again by itself; run it again if you wish."
    ),
    (
        "Easel ended while this was being sent to FoxAPI. Nothing was charged. Easel does not send it again by "
        "itself; run it again if you wish."
    ),
    "FoxAPI could not make it. Nothing was charged. Change the settings and run it again.",
    "FoxAPI cancelled it. Nothing was charged. Run it again if you wish.",
    "The sandbox was started anew and no longer knows this task. Nothing was charged. Run it again.",
    "FoxAPI says that it is finished but gave no result. Nothing was charged. Run it again.",
    "Stopped. Nothing was charged. If the sandbox finishes it, the result still arrives in the library.",
    "Stopped, but FoxAPI finished it all the same: its results are in the library. Nothing was charged.",
    "Stopped. FoxAPI did not finish it. Nothing was charged.",
    (
        "A result arrived damaged; what came is kept as a file to download. Nothing was charged. Look again "
        "within 24 hours: that costs nothing and may still bring it."
    ),
    (
        "The vendor finished it, but no result could be saved. The file server answers 410: the link is dead. "
        "Nothing was charged. Run it again."
    ),
    (
        "2 of 3 results saved. The file server answers 410: the link is dead. Nothing was charged. Look again "
        "within 24 hours: that costs nothing and may still bring it."
    ),
    "2 of 3 results saved. The file server answers 410: the link is dead. Nothing was charged.",
    "Done. Nothing was charged.",
    (
        "Easel ended while this was being sent to FoxAPI. It may have been charged: your FoxAPI balance shows it."
        " Easel does not send it again by itself; run it again if you wish."
    ),
    (
        "FoxAPI could not make it. It may have been charged: your FoxAPI balance shows it. Change the settings "
        "and run it again."
    ),
    "FoxAPI cancelled it. It may have been charged: your FoxAPI balance shows it. Run it again if you wish.",
    (
        "FoxAPI does not know this task. It may have been charged: your FoxAPI balance shows it. If the key was "
        "changed since, set the old one and look again; else run it again if you wish."
    ),
    "FoxAPI says that it is finished but gave no result. It was charged. Ask FoxAPI, naming the task id.",
    (
        "Stopped waiting. FoxAPI has no way to cancel, so it counts as charged; if it is finished there, the "
        "result still arrives in the library."
    ),
    "Stopped, but FoxAPI finished it all the same: its results are in the library. It was charged.",
    "Stopped. FoxAPI did not finish it. It may have been charged: your FoxAPI balance shows it.",
    (
        "A result arrived damaged; what came is kept as a file to download. It was charged. Look again within 24 "
        "hours: that costs nothing and may still bring it."
    ),
    (
        "The vendor finished it, but no result could be saved. The file server answers 410: the link is dead. It "
        "was charged. Ask the vendor about it."
    ),
    (
        "The vendor finished it, but no result could be saved. The file server answers 410: the link is dead. It "
        "was charged. Look again within 24 hours: that costs nothing and may still bring it."
    ),
    (
        "2 of 3 results saved. The file server answers 410: the link is dead. It was charged. Look again within "
        "24 hours: that costs nothing and may still bring it."
    ),
    "2 of 3 results saved. The file server answers 410: the link is dead. It was charged.",
    "Done. It was charged.",
    "Looking at FoxAPI for what became of it. Nothing new is sent.",
    "Kept as lost. Nothing was charged.",
    "Kept as lost. It was charged.",
    "Kept as lost. It may have been charged: your FoxAPI balance shows it.",
    "The sandbox has no answer to this any more. Nothing was charged. Run it again.",
    (
        "FoxAPI named no task for this, and no balance was seen just before it was sent, so Easel has no way to "
        "look. FoxAPI's account page may tell. Keep it as lost, or send it again."
    ),
    (
        "Other jobs went to FoxAPI at the same time, so its balance does not tell whether this one was charged. "
        "FoxAPI's account page may tell. Keep it as lost, or send it again."
    ),
    (
        "The FoxAPI balance fell by $0.3 when this was sent, so it was charged. FoxAPI named no task, so its "
        "result cannot be fetched. Keep it as lost, or send it again."
    ),
    (
        "The FoxAPI balance fell by $1.234e-05 when this was sent, so it was charged. FoxAPI named no task, so "
        "its result cannot be fetched. Keep it as lost, or send it again."
    ),
    (
        "The FoxAPI balance has not fallen since this was sent: it looks as if it was not charged, though vendors"
        " may book late. Keep it as lost, or send it again."
    ),
    (
        "The connection to FoxAPI broke before a clear answer came. It may have been charged: your FoxAPI balance"
        " shows it. Easel does not send it again by itself; run it again if you wish. The FoxAPI balance has not "
        "fallen since this was sent: it looks as if it was not charged, though vendors may book late. Keep it as "
        "lost, or send it again."
    ),
    "Saving the results. The file server cannot be reached. Trying again in 15 min.",
    (
        "Saving the results. The disk is full. Free some space; waiting jobs then go on by themselves. Trying "
        "again in 5 s."
    ),
    "The same as another cell, so it is sent once only.",
    "This Easel no longer understands the settings of this job. Start it anew in its panel.",
    "Three in a row did not work, so the rest waits. See what they say, then press Resume.",
    "The key this batch was started with is not here now. Enter it under Keys, then press Resume.",
    "The next cell could not be started, by a fault of Easel. Press Resume to try it again.",
    "FoxAPI could not be reached; nothing was sent yet. Trying again in 10 s.",
)
"""Every sentence about a job or a batch that version 0.1.0 put together, in each of its forms."""

BEFORE = 20
"""The version of the database that held sentences last."""


@pytest.mark.parametrize("sentence", WRITTEN)
def test_every_sentence_that_was_written_is_recognised(sentence: str) -> None:
    told = recognised(sentence)
    assert sentence_of(told) == sentence
    assert TEXT not in [each.code for each in told]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("", ()),
        ("Anything. At all.", (only_text("Anything. At all."),)),
        (
            "A new version with 5 maps, made on this machine. Nothing was charged. Understood: Brick wall. Done. So!",
            (
                happened("made_here", maps=5), happened("nothing_charged"), only_text("Understood: Brick wall."),
                happened("done"), only_text("So!"),
            ),
        ),
        (
            "2 of 3 results saved. The server fell over. It was charged.",
            (happened("some_saved", kept=2, results=3), only_text("The server fell over."), happened("charged")),
        ),
        ("FoxAPI could not make it. ", (happened("task_failed", vendor="FoxAPI"),)),
        ("Done.Done.", (only_text("Done.Done."),)),
    ],
)  # fmt: skip
def test_what_is_not_recognised_stays_a_text(sentence: str, told: tuple[object, ...]) -> None:
    assert recognised(sentence) == told


@pytest.mark.parametrize("unit", ["Stopped. ", "a. ", ". ", " ", "FoxAPI is working on it; it says: ", "In In In "])
def test_long_texts_are_read_quickly(unit: str) -> None:
    for length in (4_900, 200_000):
        long = (unit * length)[:length]
        assert sentence_of(recognised(long)).strip() == long.strip()


async def test_a_database_of_the_version_before_opens_with_the_same_sentences(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'easel.db'}")
    with engine.begin() as connection:
        migrate(connection, STEPS[:BEFORE])
        for number, sentence in enumerate([*WRITTEN, "Whatever somebody's archive said."]):
            connection.execute(
                text(
                    "INSERT INTO jobs (id, owner, endpoint, provider, model, capability, sandbox, request, state, "
                    "charged, message, stopping, watching, pending, created_at, finished_at) VALUES (:id, :owner, "
                    "'e', 'scripted', 'm', 'text-to-image', 0, '{}', 'failed', 'no', :message, 0, 0, '[]', :at, :at)"
                ),
                {"id": f"job{number}", "owner": OWNER, "message": sentence, "at": micros(NOON)},
            )
        connection.execute(
            text(
                "INSERT INTO batches VALUES ('b', :owner, 't', 'text-to-image', '[[\"Model\", [\"m\", \"n\"]]]', "
                "'stopped', 'Three in a row did not work, so the rest waits. See what they say, then press Resume.', "
                ":at)"
            ),
            {"owner": OWNER, "at": micros(NOON + timedelta(seconds=1))},
        )
        for position, (problem, refused) in enumerate([("", "Not so."), ("It has no size 2K.", "")]):
            connection.execute(
                text(
                    "INSERT INTO batch_cells (batch_id, position, at, endpoint, model, request, problem, sandbox, "
                    "refused) VALUES ('b', :position, '[0]', 'e', 'm', '{}', :problem, 0, :refused)"
                ),
                {"position": position, "problem": problem, "refused": refused},
            )
    engine.dispose()
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        for number, sentence in enumerate([*WRITTEN, "Whatever somebody's archive said."]):
            job = await studio.jobs.get(OWNER, f"job{number}")
            assert (job.state, sentence_of(job.happened)) == (JobState.FAILED, sentence)
        batch = await studio.batches.get(OWNER, "b")
        assert batch.happened == (happened("batch_strikes"),)
        assert [(sentence_of(cell.problem), sentence_of(cell.refused)) for cell in batch.cells] == [
            ("", "Not so."), ("It has no size 2K.", ""),
        ]  # fmt: skip
