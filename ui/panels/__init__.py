"""One module for each panel: which controls stand where."""
