"""What is asked, as the studio's own types: the page and the API both read it here."""
