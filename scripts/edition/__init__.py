"""Two Oceans: a reversible, evidence-graded edition of one machine-translated commentary.

The data flow, in one paragraph: ``load`` reads docs/ (records in docs/_data/*.yml, facts of a page in its front
matter) into an immutable ``Edition``, or into issues with file and line; the ``rules`` look across records;
``blocks.expand`` turns one authored page into plain Markdown by filling its blocks and resolving its references;
``exports.write`` gives the data files; ``site.check`` and ``site.stage`` put the three together. Nothing here knows
the site generator: scripts/hooks.py is the one adapter.
"""
