"""gipgen: from one YAML file to an agency's statutory annual report on government information disclosure.

The way of the data is one direction: source → schema → report → rules → render → write.
"""

__version__ = "0.1.0"
