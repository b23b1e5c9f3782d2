"""How faults are mended that no replacement of a text mends: from what a check expects to the edits that make it so.

Every cure reaches its goal in one go: measured again, the place, the look or the distance is right. A cure that cannot promise that
gives no edits, and the finding stays advice.
"""
