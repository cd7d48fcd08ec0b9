"""The look of the page: Gradio's own tokens set once, and the head that carries the studio's styles and scripts."""

from gradio.themes import Base
from gradio.themes.utils import colors, fonts, sizes

from ui.asking.static_files import STATIC_DIR, static_url

STYLES = ("page/easel.css", "form/form.css", "form/compose.css")
SCRIPTS = (
    "form/field.js",
    "form/drafts.js",
    "form/text.js",
    "form/choice.js",
    "form/size.js",
    "kit/dialog.js",
    "form/tray/follow.js",
    "form/tray/touch.js",
    "form/tray/tray.js",
    "form/tray/tray_acts.js",
    "form/names.js",
    "form/prompt_tools.js",
    "form/price.js",
    "page/shell.js",
)
LATER = (
    "form/tray/from_library.js",
    "form/tray/camera.js",
    "form/tray/crop.js",
    "form/tray/mask_canvas.js",
    "form/tray/mask.js",
)
"""Scripts that are needed on a press only: files of their own, which a browser keeps."""

_FONT = ("system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_MONO = ("ui-monospace", "SF Mono", "Cascadia Mono", "Menlo", "Consolas", "monospace")


class EaselTheme(Base):
    """Neutral stone greys, one accent, hairlines, no shadows. Colours come from the tokens in easel.css."""

    def __init__(self) -> None:
        super().__init__(
            primary_hue=colors.blue,
            secondary_hue=colors.stone,
            neutral_hue=colors.stone,
            radius_size=sizes.radius_md,
            text_size=sizes.text_md,
            font=[fonts.Font(name) for name in _FONT],
            font_mono=[fonts.Font(name) for name in _MONO],
        )
        self.name = "easel"
        tokens = {
            "body_background_fill": "var(--e-bg)",
            "body_text_color": "var(--e-ink)",
            "body_text_color_subdued": "var(--e-muted)",
            "background_fill_primary": "var(--e-surface)",
            "background_fill_secondary": "var(--e-raised)",
            "border_color_primary": "var(--e-line)",
            "border_color_accent": "var(--e-accent)",
            "color_accent_soft": "var(--e-accent-soft)",
            "block_background_fill": "transparent",
            "block_border_width": "0px",
            "block_label_text_color": "var(--e-muted)",
            "block_title_text_color": "var(--e-muted)",
            "block_info_text_color": "var(--e-muted)",
            "panel_background_fill": "transparent",
            "input_background_fill": "var(--e-surface)",
            "input_border_color": "var(--e-line)",
            "input_placeholder_color": "var(--e-muted)",
            "button_primary_background_fill": "var(--e-ink)",
            "button_primary_background_fill_hover": "var(--e-ink)",
            "button_primary_text_color": "var(--e-bg)",
            "button_secondary_background_fill": "var(--e-surface)",
            "button_secondary_background_fill_hover": "var(--e-raised)",
            "button_secondary_border_color": "var(--e-line)",
            "button_secondary_text_color": "var(--e-ink)",
            "link_text_color": "var(--e-accent)",
            "link_text_color_hover": "var(--e-accent)",
            "link_text_color_active": "var(--e-accent)",
            "link_text_color_visited": "var(--e-accent)",
        }
        self.set(**tokens, **{f"{name}_dark": value for name, value in tokens.items() if "width" not in name})
        self.set(
            color_accent="var(--e-accent)",
            block_border_width_dark="0px",
            block_shadow="none",
            block_shadow_dark="none",
            block_padding="0px",
            block_radius="10px",
            button_primary_shadow="none",
            button_secondary_shadow="none",
            input_shadow="none",
            input_shadow_focus="none",
            layout_gap="16px",
        )


def head() -> str:
    """Return the tags for the page's head. Gradio adds them before it shows any component, so controls find their code.

    Styles stand here and not in `css=`, which Gradio would rewrite with its own prefix.
    """
    styles = "\n".join((STATIC_DIR / name).read_text("utf-8") for name in STYLES)
    scripts = "\n".join((STATIC_DIR / name).read_text("utf-8") for name in SCRIPTS)
    if "</" in styles or "</script" in scripts:
        raise ValueError("A style or script holds a closing tag and would end the element it stands in.")
    later = "".join(f'<script defer src="{static_url(name)}"></script>' for name in LATER)
    return f"<style>{styles}</style><script>{scripts}</script>{later}"
