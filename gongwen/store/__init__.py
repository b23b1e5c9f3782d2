"""The result store (结果库): runs, documents and findings in one SQLite file; docs/store.md describes every table."""
