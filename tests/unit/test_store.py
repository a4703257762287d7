"""Saving packs: nothing is lost to a crash, to a colleague, or to regret."""

import os
import subprocess
import sys
import threading
from datetime import date

import pytest

from analysis.workbench import store
from tests.helpers import ROOT

DAY = date(2026, 5, 1)
WHO = {"author": "Mette", "reason": "Kortere", "day": DAY}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "common.yaml"
    path.write_text("pack: common\n", "utf-8")
    return path


def test_a_save_is_remembered_with_who_why_and_the_text_before(file):
    text, base = store.read(file)
    version = store.save(file, "pack: common\ntitle: Æ\n", base=base, **WHO)
    assert file.read_text("utf-8") == "pack: common\ntitle: Æ\n"
    assert store.history(file) == (version,)
    assert (version.id, version.author, version.reason, version.day, version.text_before) == (1, "Mette", "Kortere", DAY, text)
    assert [path.name for path in file.parent.iterdir() if path.name.endswith(".tmp")] == []


def test_any_earlier_version_can_come_back_as_a_new_one(file):
    texts = [store.read(file)[0], "pack: common\ntitle: 2\n", "pack: common\ntitle: 3\n"]
    for text in texts[1:]:
        store.save(file, text, base=store.read(file)[1], **WHO)
    undone = store.undo(file, 1, base=store.read(file)[1], author="Ali", day=DAY)
    assert (store.read(file)[0], undone.id, undone.reason) == (texts[0], 3, "Fortrudt: Kortere (version 1)")
    store.undo(file, 3, base=store.read(file)[1], author="Ali", day=DAY)
    assert store.read(file)[0] == texts[2]
    assert len(store.history(file)) == 4
    with pytest.raises(store.CannotSave, match="Version 9 findes ikke"):
        store.undo(file, 9, base=store.read(file)[1], author="Ali", day=DAY)


def test_who_saved_in_between_is_named_and_nothing_is_lost(file):
    _, base = store.read(file)
    store.save(file, "pack: common\ntitle: Mettes\n", base=base, **WHO)
    with pytest.raises(store.Conflict, match="Mette har gemt »Kortere« den 2026-05-01") as refused:
        store.save(file, "pack: common\ntitle: Alis\n", base=base, author="Ali", reason="Længere", day=DAY)
    assert refused.value.current == "pack: common\ntitle: Mettes\n" == store.read(file)[0]
    assert len(store.history(file)) == 1
    file.write_text("pack: common\ntitle: i en editor\n", "utf-8")
    with pytest.raises(store.Conflict, match="uden om Kasket"):
        store.save(file, "x: 1\n", base=base, **WHO)


@pytest.mark.parametrize(("author", "reason"), [("", "x"), ("x", " ")])
def test_a_change_has_an_author_and_a_reason(file, author, reason):
    with pytest.raises(store.CannotSave, match="hvem du er, og hvorfor"):
        store.save(file, "x: 1\n", base=store.read(file)[1], author=author, reason=reason, day=DAY)


def test_of_two_at_once_one_is_told(file):
    _, base = store.read(file)
    told, start = [], threading.Barrier(8)

    def write(number):
        start.wait()
        try:
            store.save(file, f"pack: common\ntitle: {number}\n", base=base, author=f"nr. {number}", reason="Samtidig", day=DAY)
        except store.Conflict as refused:
            told.append(str(refused))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (made,) = store.history(file)
    assert len(told) == 7 and all(made.author in line for line in told)
    assert made.sha_after == store.read(file)[1]


CRASH = """
import os, sys
from datetime import date
from pathlib import Path
from analysis.workbench import store
real = getattr(os, sys.argv[2])
calls = 0
def die(*arguments, **named):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), 9)
    return real(*arguments, **named)
setattr(os, sys.argv[2], die)
file = Path(sys.argv[1])
store.save(file, "pack: common\\ntitle: ny\\n", base=store.read(file)[1], author="Mette", reason="Ny", day=date(2026, 5, 1))
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
@pytest.mark.parametrize(("function", "call", "is_done"), [("fsync", 1, False), ("fsync", 2, False), ("replace", 1, False), ("fsync", 3, True)])
def test_a_crash_leaves_a_whole_file_and_the_next_save_goes_on(file, function, call, is_done):
    before, base = store.read(file)
    done = subprocess.run([sys.executable, "-c", CRASH, str(file), function, str(call)], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -9
    assert store.read(file)[0] == ("pack: common\ntitle: ny\n" if is_done else before)
    assert [version.was_done for version in store.history(file)] in ([[True]] if is_done else [[False], []])
    version = store.save(file, "pack: common\ntitle: igen\n", base=store.read(file)[1], **WHO)
    assert store.read(file)[0] == "pack: common\ntitle: igen\n"
    store.undo(file, version.id, base=store.read(file)[1], author="Ali", day=DAY)
    assert store.read(file)[1] == (base if not is_done else store.sha("pack: common\ntitle: ny\n"))


def test_a_torn_line_of_the_history_costs_only_itself(file):
    store.save(file, "a: 1\n", base=store.read(file)[1], **WHO)
    with (file.parent / ".history" / "common.jsonl").open("ab") as lines:
        lines.write(b'{"id": 2, "day": "2026-')
    store.save(file, "a: 2\n", base=store.read(file)[1], **WHO)
    assert [(version.id, version.text_before) for version in store.history(file)] == [(1, "pack: common\n"), (2, "a: 1\n")]


def test_a_new_pack_has_a_plain_name(tmp_path):
    assert store.path_of(tmp_path, "min-forening", True) == tmp_path / "organisations" / "min-forening.yaml"
    for name in ("../x", "x/y", "", ".x", "Ø", "a" * 80, "x\x00"):
        with pytest.raises(store.CannotSave):
            store.path_of(tmp_path, name, False)
    fresh = store.path_of(tmp_path, "ny", False)
    store.save(fresh, "pack: ny\n", base=store.read(fresh)[1], **WHO)
    assert store.read(fresh)[0] == "pack: ny\n"
