"""Setting up: the environment, the locks, and the commands that people and CI share."""

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

import setup

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def wheel(folder, name="tinything"):
    """Write the smallest package that pip installs; return its line for a requirements file."""
    info, files = f"{name}-1.0.dist-info", {f"{name}.py": "here = True\n"}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        record += f"{path},sha256={digest},{len(text)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    target = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(target.read_bytes()).hexdigest()}\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project of one tiny locked package, which pip finds without a network."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "wheels").mkdir()
    (tmp_path / "requirements" / "site.txt").write_text(wheel(tmp_path / "wheels"))
    (tmp_path / "requirements" / "test.txt").write_text(wheel(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """Stand in for making an environment and installing; return the commands that were run."""
    commands = []

    def create(env):
        (env / "bin").mkdir(parents=True)
        (env / "bin" / "python").touch()
        return ["pip", "install"]

    monkeypatch.setattr(setup, "create", create)
    monkeypatch.setattr(setup, "run", lambda command, **_: commands.append(list(map(str, command))))
    return commands


def has_package(project):
    """Tell whether the environment of the project can import its one package."""
    return subprocess.run([project / ".venv/bin/python", "-c", "import tinything"], check=False).returncode == 0


def test_a_real_environment_holds_what_is_locked(project):
    """Set-up makes an environment in which the locked package can be imported."""
    setup.prepare(project, "site")
    assert has_package(project)


def test_a_package_with_another_hash_is_refused(project):
    """A package whose hash is not the locked one is not installed, and no environment is left."""
    lock = project / "requirements" / "site.txt"
    lock.write_text(re.sub("sha256:.*", "sha256:" + "0" * 64, lock.read_text()))
    with pytest.raises(setup.SetupError, match="this command failed"):
        setup.prepare(project, "site")
    assert not (project / ".venv").exists()


def test_without_ensurepip_another_way_is_found(project, monkeypatch):
    """Where ensurepip is missing, as in Debian without python3-venv, a fallback makes the environment."""
    real = setup.works

    def works(command):
        return "import ensurepip, venv" not in command and real(command)

    monkeypatch.setattr(setup, "works", works)
    setup.prepare(project, "site")
    assert has_package(project)


def test_without_any_way_the_one_command_is_named(project, monkeypatch):
    """Where nothing can make an environment, the message names the one command to run."""
    monkeypatch.setattr(setup, "works", lambda _command: False)
    monkeypatch.setattr(setup, "can_apt", lambda: False)
    monkeypatch.setattr(setup.shutil, "which", lambda _name: None)
    with pytest.raises(setup.SetupError, match=r"sudo apt-get install -y python3\.\d+-venv"):
        setup.prepare(project, "site")


def test_a_second_run_does_nothing(project, quick):
    """An environment whose stamp fits is left alone."""
    setup.prepare(project, "site")
    quick.clear()
    setup.prepare(project, "site")
    assert quick == []


def test_the_larger_group_serves_for_the_smaller(project, quick):
    """After set-up for the tests, serving the site needs no further set-up."""
    setup.prepare(project, "test")
    quick.clear()
    setup.prepare(project, "site")
    assert quick == []


def test_the_smaller_group_does_not_serve_for_the_larger(project, quick):
    """After set-up for the site, the tests still get their own packages."""
    setup.prepare(project, "site")
    setup.prepare(project, "test")
    assert quick[-1][-1].endswith("test.txt")


@pytest.mark.parametrize("change", ["lock", "python", "place", "interpreter gone", "stamp garbled"])
def test_whatever_changes_makes_a_new_environment(project, quick, monkeypatch, change):
    """Another lock, Python or place, or a broken environment, is noticed."""
    setup.prepare(project, "site")
    quick.clear()
    env = project / ".venv"
    leftover = env / "leftover"
    leftover.touch()
    if change == "lock":
        (project / "requirements" / "site.txt").write_text("# another\n")
    elif change == "python":
        monkeypatch.setattr(setup.sys, "version_info", (3, 99, 0))
    elif change == "place":
        stamp = json.loads((env / setup.STAMP).read_text())
        (env / setup.STAMP).write_text(json.dumps(dict(stamp, place="elsewhere")))
    elif change == "interpreter gone":
        (env / "bin" / "python").unlink()
    else:
        (env / setup.STAMP).write_text("{")
    setup.prepare(project, "site")
    assert quick
    assert not leftover.exists()


def test_a_failed_set_up_puts_the_old_environment_back(project, quick, monkeypatch):
    """When the new environment cannot be made, the old one stands as it was, and is not taken for new."""
    setup.prepare(project, "site")
    (project / ".venv" / "old").touch()
    (project / "requirements" / "site.txt").write_text("# another\n")

    def fail(_command, **_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(setup, "run", fail)
        with pytest.raises(KeyboardInterrupt):
            setup.prepare(project, "site")
    assert (project / ".venv" / "old").exists()
    quick.clear()
    setup.prepare(project, "site")
    assert quick


@pytest.mark.parametrize("had_one", [True, False])
def test_a_killed_set_up_never_counts_as_done(project, quick, had_one):
    """A run that was killed leaves no stamp, so the next run finishes the work and clears up."""
    if had_one:
        (project / ".venv.old").mkdir()
    half = project / ".venv" / "bin"
    half.mkdir(parents=True)
    (half / "python").touch()
    (project / ".venv" / "half").touch()
    setup.prepare(project, "site")
    assert quick
    assert not (project / ".venv" / "half").exists()
    assert not (project / ".venv.old").exists()


@pytest.mark.usefixtures("quick")
def test_the_stamp_comes_last(project, monkeypatch):
    """While packages are being installed there is no stamp."""
    seen = []
    monkeypatch.setattr(setup, "run", lambda *_, **__: seen.append((project / ".venv" / setup.STAMP).exists()))
    setup.prepare(project, "site")
    assert seen == [False]


def test_every_install_asks_for_hashes(project, quick):
    """The one command that installs Python packages demands the locked hashes."""
    setup.prepare(project, "test")
    assert all("--require-hashes" in command for command in quick)


def test_an_old_python_is_told_what_it_needs(monkeypatch, capsys):
    """On a Python that is too old, with no newer one about, set-up says which is needed and stops."""
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(setup, "newer_python", lambda: None)
    assert setup.main(["site"]) == 1
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch):
    """On a Python that is too old, a newer one on the PATH does the work."""
    calls = []
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(setup, "newer_python", lambda: "python3.12")
    monkeypatch.setattr(setup.subprocess, "call", lambda command: calls.append(command) or 0)
    assert setup.main(["site"]) == 0
    assert calls == [["python3.12", setup.__file__, "site"]]


def test_set_up_does_not_saw_off_its_own_branch(project):
    """Started from inside .venv, set-up hands over to the Python beneath, so that it can replace .venv."""
    (project / "scripts").mkdir()
    script = shutil.copy(ROOT / "scripts/setup.py", project / "scripts")
    subprocess.run([sys.executable, script, "site"], check=True)
    (project / ".venv" / setup.STAMP).unlink()
    subprocess.run([project / ".venv/bin/python", script, "site"], check=True)
    assert (project / ".venv" / setup.STAMP).exists()
    assert has_package(project)


def test_a_name_without_a_python_behind_it_is_passed_over(tmp_path, monkeypatch):
    """A version manager's empty name on the PATH is not taken for a newer Python."""
    for name, status in (("python3.19", 1), ("python3.12", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {status}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert setup.newer_python() == str(tmp_path / "python3.12")


def test_a_browser_that_does_not_start_is_passed_over(tmp_path, monkeypatch):
    """Ubuntu's chromium-browser, a script that only gives advice, is not taken for a browser."""
    for name, status in (("chromium-browser", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {status}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert setup.browser_on_path() == str(tmp_path / "google-chrome")


def test_without_a_browser_the_command_is_named(tmp_path, monkeypatch):
    """Where no Chromium is found or can be installed, the message says how to get one."""
    monkeypatch.setattr(setup, "works", lambda _command: False)
    monkeypatch.setattr(setup, "can_apt", lambda: False)
    with pytest.raises(setup.SetupError, match="sudo apt-get install -y chromium fonts-noto-cjk"):
        setup.ensure_browser(tmp_path)


def test_setup_parses_on_an_old_python():
    """The script keeps to the syntax of Python 3.6, or an old Python could not say what it needs."""
    ast.parse((ROOT / "scripts/setup.py").read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_address(lock):
    """A lock holds names, versions and hashes, and no address of a registry."""
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE)


def pins(lock):
    """Return the pinned lines of a lock, each with its marker: {(name, marker): version}."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)(?: ; (.*?))? \\$", lock.read_text(), re.MULTILINE)
    assert found
    return {(name, marker): version for name, version, marker in found}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_pin_has_a_hash(lock):
    """No pinned package is without a hash."""
    assert len(re.findall(r"^[a-z0-9-]+==.* \\\n    --hash=sha256:", lock.read_text(), re.MULTILINE)) == len(pins(lock))


def test_the_test_lock_holds_the_site_lock():
    """The tests run on the very versions the site is built with."""
    site, test = pins(ROOT / "requirements/site.txt"), pins(ROOT / "requirements/test.txt")
    names = {name for name, _ in site}
    assert {(name, version) for (name, _), version in site.items()} == {
        (name, version) for (name, _), version in test.items() if name in names
    }


@pytest.mark.parametrize("group", ["site", "test"])
def test_the_lock_follows_what_is_declared(group):
    """Everything pyproject.toml asks for is pinned, at a version that it allows."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = declared["project"]["dependencies"] + (declared["dependency-groups"]["test"] if group == "test" else [])
    locked = pins(ROOT / "requirements" / f"{group}.txt")
    for requirement in map(Requirement, wanted):
        versions = [version for (name, _), version in locked.items() if name == requirement.name.lower()]
        assert versions, f"{requirement.name} is not locked; run make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}; run make lock"


def test_ci_runs_the_test_command_and_nothing_else():
    """CI has one check, .ci/run, and that is make test."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs == ["bash .ci/run"]
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == "exec make --no-print-directory test"
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_workflows_may_do_little_and_use_pinned_actions(path):
    """Every workflow may only read, and names each action by its full commit."""
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert all(re.fullmatch(r".+@[0-9a-f]{40}", step["uses"]) for step in job["steps"] if "uses" in step)


def test_the_readme_names_targets_that_exist():
    """Every make target that the README and the contributing guide name is in the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in ("README.md", ".github/CONTRIBUTING.md"):
        named = set(re.findall(r"\bmake ([a-z-]+)`", (ROOT / page).read_text()))
        assert named, page
        assert named <= targets, page


@pytest.fixture
def build(tmp_path):
    """Return a way to run make build on a copy of the Makefile with stand-ins for the tools."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/setup.py").touch()
    tools = tmp_path / ".venv/bin"
    tools.mkdir(parents=True)

    def run(python="exit 0", mkdocs="mkdir -p .build/site; echo new > .build/site/page"):
        for name, script in (("python", python), ("mkdocs", mkdocs)):
            (tools / name).write_text(f"#!/bin/sh\n{script}\n")
            (tools / name).chmod(0o755)
        command = ["make", "build", f"PYTHON={sys.executable}"]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode

    run.site = tmp_path / "site"
    return run


def test_a_build_that_passes_replaces_the_site(build):
    """A build that passes its gate becomes the site, and nothing of the old one stays."""
    build.site.mkdir()
    (build.site / "gone").touch()
    assert build() == 0
    assert [path.name for path in build.site.iterdir()] == ["page"]


@pytest.mark.parametrize(
    "tools",
    [
        {"python": '[ "$3" != check ]'},
        {"python": '[ "$3" != gate ]'},
        {"mkdocs": "mkdir -p .build/site; exit 1"},
    ],
    ids=["check", "gate", "mkdocs"],
)
def test_a_build_that_fails_leaves_the_last_good_site(build, tools):
    """Whichever step fails, site/ is what it was."""
    build.site.mkdir()
    (build.site / "good").touch()
    assert build(**tools) != 0
    assert [path.name for path in build.site.iterdir()] == ["good"]


def test_a_build_cut_short_in_the_swap_loses_nothing(build):
    """If the machine stopped between the two moves of the swap, the next build puts the old site back first."""
    previous = build.site.parent / ".build/previous"
    previous.mkdir(parents=True)
    (previous / "good").touch()
    assert build(mkdocs="exit 1") != 0
    assert [path.name for path in build.site.iterdir()] == ["good"]
