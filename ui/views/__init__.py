"""What is there, as JSON values and in words: what the page and the API both answer with."""
