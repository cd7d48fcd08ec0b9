"""The database: its tables and migrations, its one writer, and the records that are read from it."""
