"""Model → bytes: Markdown, HTML and Word, each from its templates."""
