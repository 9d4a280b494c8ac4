"""The statutory form as values: sections, tables, cells, relations and the grid, all read from a form file."""

from gipgen.form.additions import LocalAddition
from gipgen.form.catalog import Forms, load_forms, made_from, packaged_forms
from gipgen.form.envelope import Envelope, Field, load_envelope
from gipgen.form.grid import Grid, GridCell
from gipgen.form.kinds import FIGURES, KINDS, Kind
from gipgen.form.labels import normal
from gipgen.form.model import Form, Section, Table
from gipgen.form.parts import Block, Cell, Column, Line, Row
from gipgen.form.relations import Check, Relation, Term
from gipgen.form.statements import FIGURE, Statement
from gipgen.form.topics import Topic
from gipgen.source.entry import FormError

__all__ = [
    "FIGURE",
    "FIGURES",
    "KINDS",
    "Block",
    "Cell",
    "Check",
    "Column",
    "Envelope",
    "Field",
    "Form",
    "FormError",
    "Forms",
    "Grid",
    "GridCell",
    "Kind",
    "Line",
    "LocalAddition",
    "Relation",
    "Row",
    "Section",
    "Statement",
    "Table",
    "Term",
    "Topic",
    "load_envelope",
    "load_forms",
    "made_from",
    "normal",
    "packaged_forms",
]
