"""A Jupyter kernel whose cells are lines of Sextant."""
