"""The Chinese grammar: reads a readout of a Chinese meeting into a draft."""

from plenary.readout.chinese.reader import read_chinese

__all__ = ["read_chinese"]
