"""Every sentence of the studio, by the code of what happened: the one place where they are worded."""
