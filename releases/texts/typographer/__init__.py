from .corrections import Correction, corrected, corrections

__all__ = ["Correction", "corrected", "corrections"]
