"""The controls of the forms: what each is for a request class, and its component."""
