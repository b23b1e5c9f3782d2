"""Read .docx packages from untrusted sources into drafts."""
