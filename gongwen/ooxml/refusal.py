"""Say why an edit is not carried out."""


class Refused(Exception):
    """Carry the reason as a Chinese sentence for a clerk; the writer turns it into a result, no caller sees it raised."""
