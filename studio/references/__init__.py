"""What people bring for requests: pictures and videos, their names, edits and room on the disk."""
