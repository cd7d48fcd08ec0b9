"""Materials to files that engines and renderers read: one module per target, one ZIP for all of them."""
