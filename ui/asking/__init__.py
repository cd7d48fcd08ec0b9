"""What every part of the page stands on: who asks, links to files, names for people, calls of scripts."""
