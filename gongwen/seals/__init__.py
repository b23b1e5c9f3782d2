"""Tell seals and name stamps by what they look like: pictures, groups of shapes, previews of signed objects."""
