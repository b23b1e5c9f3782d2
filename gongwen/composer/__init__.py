"""Compose a document: from a structured text to a .docx that keeps the rules, by the data of the rule book itself."""
