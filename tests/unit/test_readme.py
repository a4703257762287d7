"""What README.md shows of the command line is what it prints."""

import re
import shlex
import subprocess
import sys

from analysis import guidelines
from analysis.workbench import draft
from tests.helpers import ROOT


def test_the_example_of_the_readme_is_what_the_command_prints():
    shown = re.search(r'\$ echo (".*?") \| \.venv/bin/python (-m .*?)\n(.*?)```', (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    draft, command, output = shown.groups()
    done = subprocess.run(
        [sys.executable, *shlex.split(command)], input=shlex.split(draft)[0] + "\n", capture_output=True, text=True, cwd=ROOT, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == output.strip()


def test_files_that_the_readme_links_to_exist():
    links = re.findall(r"\]\(([^)h][^)]*)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists() and link != "docs/model-report.md"] == []


def test_the_rule_of_the_guidelines_readme_works_as_it_stands(tmp_path):
    text = (ROOT / "guidelines" / "README.md").read_text("utf-8")
    written = re.search(r"```yaml\n(# yaml-language-server.*?)```", text, re.DOTALL)[1]
    before = guidelines.load(ROOT / "guidelines")
    tried = draft.draft(before, ROOT / "guidelines" / "organisations" / "min-forening.yaml", written)
    assert tried.problems == ()
    results = draft.run_tests(tried, "min.kantinen")
    assert len(results) == 6 and not any(one.failure for one in results)
    assert "min.kantinen" in tried.guidelines.rules("union-leader", "min-forening")


def test_the_files_that_the_guidelines_readme_names_exist():
    named = re.findall(r"`([a-z./-]+\.(?:yaml|json))`", (ROOT / "guidelines" / "README.md").read_text("utf-8"))
    own = {"min-forening.yaml", "guidelines/organisations/min-forening.yaml", ".pre-commit-config.yaml", ".yaml"}
    folders = (ROOT / "guidelines", ROOT / "guidelines" / "organisations")
    assert [name for name in named if name not in own and not any((folder / name).exists() for folder in folders)] == []
