"""Sessions share what Gradio says of the page's components, and nothing that one of them changes."""

import gradio as gr
from gradio.state_holder import SessionState

from ui.gradio_seams.quick_sessions import make_sessions_quick


def page() -> tuple[gr.Blocks, gr.Textbox]:
    with gr.Blocks() as demo:
        text = gr.Textbox("once", label="Text")
        gr.HTML("<p></p>", js_on_load="trigger('send')")
        gr.State(1)
    return demo, text


def test_a_session_is_described_as_gradio_does_it_but_only_once() -> None:
    demo, text = page()
    usual = SessionState(demo).config_values
    make_sessions_quick(demo)
    assert SessionState(demo).config_values == usual
    text.label = "asked again"
    assert [SessionState(demo).config_values for _ in range(3)] == [usual] * 3


def test_what_one_session_changes_stays_in_it() -> None:
    demo, text = page()
    make_sessions_quick(demo)
    one, other = SessionState(demo), SessionState(demo)
    one._update_value_in_config(text._id, "changed")
    one[text._id] = gr.Textbox("another", label="Other", render=False)
    one._update_config(text._id)
    assert one.config_values[text._id]["props"]["label"] == "Other"
    for untouched in (other, SessionState(demo)):
        props = untouched.config_values[text._id]["props"]
        assert (props["value"], props["label"]) == ("once", "Text")
