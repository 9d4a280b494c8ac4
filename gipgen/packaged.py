"""Where the packaged forms and templates lie, in an installed package and in a checkout."""

from pathlib import Path

_HERE = Path(__file__).parent
_HOUSE = _HERE if (_HERE / "schemas").is_dir() else _HERE.parent  # a checkout keeps them beside the package

SCHEMAS = _HOUSE / "schemas"
TEMPLATES = _HOUSE / "templates"
