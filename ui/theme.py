"""The look of the page: Gradio's own tokens set once, for every component."""

from gradio.themes import Base
from gradio.themes.utils import colors, fonts, sizes

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
