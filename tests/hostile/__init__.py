"""Hostile but realistic documents: reports as agencies, Word, converters and sites mangle them, and what must come out.

A draft is a report as blocks and tables that know their figures; kinds of mischief change it; writers turn it into a
document; the judge holds what is recognised in it against the draft.
"""
