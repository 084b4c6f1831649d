"""The one file that knows MkDocs: it calls the same functions as the command line, at the right moments."""

from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from edition import exports
from edition.blocks import expand
from edition.issues import report
from edition.site import check

edition = None


def on_pre_build(config):
    """Read and check everything before MkDocs clears the old site."""
    global edition
    edition, issues = check(Path(config.docs_dir))
    if edition is None:
        raise PluginError(report(issues))


def on_files(files, config):
    """Add the generated files as ordinary ones, so that links to them are validated."""
    for path, content in exports.generated(edition).items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown, page, **_):
    """Fill the blocks and resolve the references of one page."""
    return expand(markdown, page.file.src_uri, edition)[0]
