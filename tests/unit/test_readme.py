"""What README.md shows of the command line is what it prints."""

import re
import shlex
import subprocess
import sys

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
