"""The texts that people read, in their language: English is in the source, each other one in a .po file here."""
