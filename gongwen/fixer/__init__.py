"""From findings to a mended document: what to do in one pass, whether it may stand, what became of every finding."""
