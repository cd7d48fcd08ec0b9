"""Settings that other programs wrote into pictures, videos and workflows."""
