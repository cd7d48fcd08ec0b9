"""The whole page: header, tabs, panels, and the ways between them."""

from collections.abc import Awaitable, Callable
from typing import Any

import gradio as gr

from providers.spec import Capability, Role
from studio.errors import NotFound
from studio.studio import Studio
from ui.api.register import register_api
from ui.asking.file_links import open_links
from ui.asking.page import Page, owner_of
from ui.asking.page_scripts import on_load
from ui.asking.titles import CAPABILITY_WORDS
from ui.door.who_asks import EntryWay, entry_of
from ui.forms.drafts_keeper import drafts_keeper
from ui.forms.examples import example_settings, model_for_example
from ui.forms.panel import Panel
from ui.forms.settings_drop import settings_drop
from ui.panels import image_edit, pbr_material, reference_to_video, text_to_image
from ui.results.model3d import model3d
from ui.tabs.jobs_list import jobs_badge, jobs_list
from ui.tabs.keys_tab import keys_keeper, keys_tab
from ui.tabs.library_tab import library_tab
from ui.tabs.notices import notices
from ui.tabs.usage_tab import usage_tab
from ui.wishes.reuse_wishes import Reuse, new_seed, other_model
from words.language import COOKIE, LANGUAGES, TAGS, t

TITLE = "Easel"
TABS = "easel-tabs"
_QUIET: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
_PANELS = (text_to_image, image_edit, pbr_material, reference_to_video)


def build_page(studio: Studio) -> gr.Blocks:
    """Build the page. Launch it with `ui.launch.run`, which brings its styles, scripts and routes."""
    page = Page(studio, open_links(studio.settings.data_dir))
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as demo:
        gr.HTML(
            "<h1>Easel</h1>",
            elem_id="easel-mark",
            js_on_load=on_load("page/shell.js", "start(props.tab_of)"),
            apply_default_css=False,
            tab_of={module.CAPABILITY.value: module.NAME for module in _PANELS},
        )
        _language_switch()
        panels: list[Panel] = []
        with gr.Tabs(elem_id=TABS, overflow_behavior="wrap"):
            for module in _PANELS:
                with gr.Tab(CAPABILITY_WORDS[module.CAPABILITY].panel, id=module.NAME):
                    panels.append(module.build(page))
            with gr.Tab("Library", id="library"), gr.Column(elem_classes="e-page"):
                library = library_tab(page)
            with gr.Tab("Jobs", id="jobs"), gr.Column(elem_classes="e-page"):
                jobs_list(page)
            with gr.Tab("Usage", id="usage"), gr.Column(elem_classes="e-page"):
                usage_tab(page)
            with gr.Tab("Keys", id="keys"), gr.Column(elem_classes="e-page"):
                keys_tab(page)
        if entry_of(studio.settings.access) is EntryWay.HUGGING_FACE:
            gr.LoginButton(visible=False)  # never shown; for it Gradio adds the way to Hugging Face and back
        jobs_badge(page)
        settings_drop(page, panels)
        notices(page)
        keys_keeper(page)
        drafts_keeper(page, {module.NAME for module in _PANELS})
        _Wiring(page, panels).connect(library)
        model3d(page, *(panel.stage for panel in panels if panel.capability == Capability.PBR_MATERIAL), library)
        register_api(page)
    return demo


def _language_switch() -> None:
    gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=on_load("page/language_switch.js", "languageSwitch(element, {props})"),
        apply_default_css=False,
        elem_id="easel-language",
        languages=dict(LANGUAGES),
        tags=dict(TAGS),
        cookie=COOKIE,
    )


class _Wiring:
    """The ways from a result into a form: the same settings again, an example, a picture sent to another panel."""

    def __init__(self, page: Page, panels: list[Panel]) -> None:
        self.page = page
        self.panels = panels
        # One component that is always there: the controls of a tab that nobody opened are not on the page yet.
        self.messages = gr.HTML(
            None,
            html_template="<div></div>",
            js_on_load=on_load("page/shell.js", "receive(props, watch)"),
            apply_default_css=False,
            elem_id="easel-messages",
        )

    def connect(self, library: gr.HTML) -> None:
        """Listen to every stage and the library."""
        for results in (*(panel.stage for panel in self.panels), library):
            results.reuse(self.reuse, None, self.messages, **_QUIET)
            results.send(self.send, None, self.messages, **_QUIET)
        for panel in self.panels:
            panel.stage.example(self._example(panel), {panel.form.components[Role.MODEL]}, self.messages, **_QUIET)

    async def reuse(self, event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        """Fill the form of the job's panel with its settings, or what goes on from them, and go there."""
        owner, asked = owner_of(request), Reuse.of(event)
        try:
            job = await self.page.studio.jobs.get(owner, asked.job_id)
        except NotFound as error:
            raise gr.Error(str(error), title=t("Not found"), print_exception=False) from None
        panel = self._panel(job.capability)
        key = f"{job.endpoint}/{job.model}"
        if key not in panel.form.models:
            raise gr.Error(t("This model is no longer offered."), title=t("Not filled in"), print_exception=False)
        if asked.model is not None:
            other = other_model(self.page, job, asked)
            if other is None:
                raise gr.Error(t("This model is no longer offered."), title=t("Not filled in"), print_exception=False)
            settings, say = other
            return panel.form.fill(settings, asked.model) | {"say": say}
        if asked.vary:
            settings, say = new_seed(panel.form.models[key][0], job)
            return panel.form.fill(settings, key) | {"say": say}
        return panel.form.fill(job.request, key)

    async def send(self, event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        """Add a result to the references of another panel and go there."""
        try:
            kept = await self.page.studio.references.from_asset(owner_of(request), str(event.asset_id))
        except NotFound as error:
            raise gr.Error(str(error), title=t("Not found"), print_exception=False) from None
        panel = self._panel(str(event.to))
        role = Role.VIDEOS if kept.info.kind == "video" else Role.IMAGES
        if role not in panel.form.components:
            raise gr.Error(t("This panel takes no videos."), title=t("Not sent"), print_exception=False)
        key = panel.form.model_of_one(role)
        return panel.form.add(role, kept.value) if key is None else panel.form.fill_with(role, kept.value, key)

    def _panel(self, capability: str) -> Panel:
        return next(panel for panel in self.panels if panel.capability == capability)

    def _example(self, panel: Panel) -> Callable[..., Awaitable[dict[str, Any]]]:
        async def example(data: dict[Any, Any], event: gr.EventData, request: gr.Request) -> dict[str, Any]:
            key = model_for_example(panel.form, panel.form.entered(data)[Role.MODEL])
            chosen = panel.examples[int(event.index)]
            settings = await example_settings(self.page, owner_of(request), panel.form, key, chosen)
            return panel.form.fill(settings, key)

        return example
