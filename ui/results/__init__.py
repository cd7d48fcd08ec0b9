"""What stands to the right of a form: the stage, and what can be asked of a result wherever it is shown."""
