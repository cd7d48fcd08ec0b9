"""HTTP routes of our own beside Gradio's."""
