"""Sessions of Sextant, which plans LLM-inference deployments: lines go in, tables come out."""

from .client import Result, Session, SextantError, Table, find_program

__all__ = ["Result", "Session", "SextantError", "Table", "find_program"]
__version__ = "0.1.0"
