"""What a report card offers to mend."""
