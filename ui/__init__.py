"""What a visitor sees. Importing this package settles what Gradio reads from the environment when it is imported."""

import os

# No version check, no usage statistics: the page works without the internet and tells nobody.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# Gradio recomputes statistics with pandas after every event; this puts that off for good.
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000")
# Gradio takes these for numbers and names even when they are empty, as lines of an .env file often are.
for _name in ("GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT"):
    if os.environ.get(_name) == "":
        del os.environ[_name]
