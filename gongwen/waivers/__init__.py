"""Waivers (豁免): what people accept where it stands, and why, in comments and in files beside a document."""
