"""The registry of published addresses: what it takes in, what it refuses to lose."""

from __future__ import annotations

import subprocess

import pytest

from edition import registry

PAGE = '<html lang="en"><body id="out"><article id="frame"><i id="a"></i>{}</article><p id="after">x</p></body></html>'


def build(folder, pages):
    """Write a site of pages with the given article contents."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(text), encoding="utf-8")
    return folder


def codes(issues):
    """Give line and code of each finding."""
    return [(issue.line, issue.code) for issue in issues]


@pytest.fixture
def site(tmp_path):
    """A site of two pages and a 404 page, with ids of every sort."""
    ids = '<p id="p03s01">x</p><i id="__codelineno-1"></i><svg><defs><g id="shade"></g></defs><g id="node"></g></svg><input id="box"><ul data-passing id="list"><li id="n-c-x"></li></ul>'
    folder = build(tmp_path / "site", {"index.html": "", "article/index.html": ids, "404.html": '<p id="x">x</p>'})
    (folder / "exports").mkdir()
    (folder / "exports" / "edition.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def repo(tmp_path):
    """An empty git repository."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def git(folder, *arguments):
    """Run git as a person who has a name, apart from the settings of this machine."""
    own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, env=own, check=True, capture_output=True)


def commit(folder, *lines):
    """Commit the registry with these lines."""
    (folder / "registry.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    git(folder, "add", "registry.txt")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "registry")


def test_published(site):
    """Published are pages, ids inside the article and exports, but not 404, controls, passing ids, definitions."""
    found = ["/", "/#a", "/article/", "/article/#a", "/article/#node", "/article/#p03s01", "/exports/edition.json"]
    assert registry.published(site) == found


def test_add(site, tmp_path):
    """Adding appends what is missing, keeps what stands, and a second time does nothing."""
    file = tmp_path / "data" / "registry.txt"
    file.parent.mkdir()
    file.write_text("/article/#p03s01\n/was/", encoding="utf-8")
    added = ["/", "/#a", "/article/", "/article/#a", "/article/#node", "/exports/edition.json"]
    assert registry.add(file, site) == added
    assert file.read_text(encoding="utf-8").splitlines()[:3] == ["/article/#p03s01", "/was/", "/"]
    before = file.read_bytes()
    assert registry.add(file, site) == []
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["registry.txt"]


def test_add_to_nothing(site, tmp_path):
    """The first registry is made where none is, and then the site passes."""
    file = tmp_path / "data" / "registry.txt"
    assert registry.add(file, site) == registry.published(site)
    assert registry.check(file, site) == []


def test_interrupted(site, tmp_path, monkeypatch):
    """An interruption before the last step leaves the old registry, and nothing beside it."""
    file = tmp_path / "data" / "registry.txt"
    file.parent.mkdir()
    file.write_text("/\n", encoding="utf-8")

    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(registry.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        registry.add(file, site)
    assert file.read_text(encoding="utf-8") == "/\n"
    assert [path.name for path in file.parent.iterdir()] == ["registry.txt"]


def test_gone(site, tmp_path):
    """A registered page or id that the site lacks is A001 on its line, with the nearest that there is."""
    file = tmp_path / "registry.txt"
    registry.add(file, site)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, "/article/#p03s02", "/actors/"]), encoding="utf-8")
    issues = registry.check(file, site)
    assert codes(issues) == [(len(lines) + 1, "A001"), (len(lines) + 2, "A001")]
    assert "Did you mean '/article/#p03s01'?" in issues[0].message


def test_not_registered(site, tmp_path):
    """What is not registered is A002, one finding a page."""
    file = tmp_path / "registry.txt"
    file.write_text("/\n/#a\n/article/\n/exports/edition.json\n", encoding="utf-8")
    (issue,) = registry.check(file, site)
    assert issue.code == "A002"
    assert "'/article/#a' and 2 more of /article/" in issue.message


@pytest.mark.parametrize("line", ["article/", "/a b/", "/article/#", "", "https://example.org/", "/a/#b#c", "/\t"])
def test_malformed(site, tmp_path, line):
    """A line that is not an address is A003."""
    file = tmp_path / "registry.txt"
    registry.add(file, site)
    before = file.read_text(encoding="utf-8")
    file.write_text(before + line + "\n", encoding="utf-8")
    assert codes(registry.check(file, site)) == [(before.count("\n") + 1, "A003")]


def test_repeated(site, tmp_path):
    """A line that stands twice is A003 on the second."""
    file = tmp_path / "registry.txt"
    registry.add(file, site)
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "/\n", encoding="utf-8")
    assert codes(registry.check(file, site)) == [(before.count("\n") + 1, "A003")]


def test_history_grows(repo):
    """A history that only adds, or moves lines, has no finding, and says how much was read."""
    commit(repo, "/", "/a/")
    commit(repo, "/", "/a/", "/b/")
    commit(repo, "/", "/b/", "/a/")
    history = registry.history_check(repo, repo / "registry.txt")
    assert history.issues == []
    assert "3 commits" in history.said


def test_history_loses(repo):
    """A line that a commit removed is A004, though a later registry passes every other test."""
    commit(repo, "/", "/a/", "/b/")
    commit(repo, "/", "/b/")
    commit(repo, "/", "/b/", "/c/")
    (issue,) = registry.history_check(repo, repo / "registry.txt").issues
    assert issue.code == "A004"
    assert "'/a/' was removed by commit" in issue.message


def test_working_tree_loses(repo):
    """A line that is gone from the working tree alone is A004 before anyone commits it."""
    commit(repo, "/", "/a/")
    (repo / "registry.txt").write_text("/\n", encoding="utf-8")
    (issue,) = registry.history_check(repo, repo / "registry.txt").issues
    assert (issue.code, issue.message) == ("A004", "'/a/' was removed by the working tree.")
    (repo / "registry.txt").unlink()
    assert len(registry.history_check(repo, repo / "registry.txt").issues) == 2


def test_restored(repo):
    """A line that was removed and restored is no finding: history cannot be mended, the registry can."""
    commit(repo, "/", "/a/")
    commit(repo, "/")
    commit(repo, "/", "/a/")
    assert registry.history_check(repo, repo / "registry.txt").issues == []


def test_merge_loses(repo):
    """A merge that drops a line of one side is found, though no single commit removed it."""
    commit(repo, "/")
    git(repo, "checkout", "--quiet", "-b", "side")
    commit(repo, "/", "/side/")
    git(repo, "checkout", "--quiet", "main")
    git(repo, "commit", "--quiet", "--allow-empty", "-m", "main")
    git(repo, "merge", "--quiet", "--strategy=ours", "-m", "merge", "side")
    assert [issue.code for issue in registry.history_check(repo, repo / "registry.txt").issues] == ["A004"]


def test_without_history(repo):
    """Without git, a repository or a commit nothing is found, and the sentence says that nothing was read."""
    (repo / "registry.txt").write_text("/\n", encoding="utf-8")
    history = registry.history_check(repo, repo / "registry.txt")
    assert history.issues == []
    assert "not read" in history.said


def test_without_git(repo, monkeypatch):
    """Where there is no git program, the sentence says that nothing was read."""
    commit(repo, "/", "/a/")
    commit(repo, "/")
    monkeypatch.setenv("PATH", "/nowhere")
    history = registry.history_check(repo, repo / "registry.txt")
    assert history.issues == []
    assert "not read" in history.said


def test_own_history():
    """The registry of this project has never lost a line."""
    assert registry.history_check(registry.ROOT, registry.REGISTRY).issues == []
