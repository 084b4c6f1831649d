"""All writers together: the same bytes twice, no date of their own, UTF-8 with one final line end."""

from edition import exports


def test_two_writings_are_the_same(any_edition, files):
    """Two writings give the same bytes."""
    assert exports.write(any_edition) == files


def test_files_are_text(files):
    """Every file is UTF-8 without a byte order mark and ends with one line feed."""
    for path, content in files.items():
        text = content.decode()
        assert text.endswith("\n"), path
        assert not text.startswith("\ufeff"), path


def test_writers_name_files_of_the_exports_folder(files):
    """Every export has an address of its own below exports/."""
    assert all(path.startswith("exports/") for path in files)
    assert list(files) == list(exports.WRITERS)
