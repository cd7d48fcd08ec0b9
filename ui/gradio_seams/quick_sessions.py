"""Sessions that cost little: Gradio describes every component anew for each session, and for each call without one."""

import copy
from typing import Any

import gradio as gr
from gradio.blocks import Block, BlocksConfig

SESSIONS = 500
"""How many sessions Gradio remembers. Nothing of ours is in them: one that was forgotten begins anew, unnoticed."""


class _Described(BlocksConfig):
    """The page's components, each with its description once it was asked for."""

    descriptions: dict[int, dict[str, Any]]

    def __copy__(self) -> "_Described":
        return _described(super().__copy__(), self.descriptions)

    def config_for_block(  # type: ignore[override]
        self, _id: int, rendered_ids: list[int], block: Block, renderable: Any = None
    ) -> dict[str, Any]:
        """Return a description of its own for whoever asks: Gradio writes values into it."""
        if renderable is not None or self.root_block.default_config.blocks.get(_id) is not block:
            return super().config_for_block(_id, rendered_ids, block, renderable)
        if _id not in self.descriptions:
            self.descriptions[_id] = super().config_for_block(_id, rendered_ids, block)
        description = self.descriptions[_id]
        return {**description, "props": copy.copy(description["props"])}


def make_sessions_quick(demo: gr.Blocks) -> None:
    """Describe each component once for all sessions. Call it when the page is built: it must not change any more."""
    _described(demo.default_config, {})


def _described(config: BlocksConfig, descriptions: dict[int, dict[str, Any]]) -> _Described:
    config.__class__ = _Described
    assert isinstance(config, _Described)
    config.descriptions = descriptions
    return config
