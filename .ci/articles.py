#!/usr/bin/env python3
"""Runs the commands of the articles of the documentation once more: each article is one session.

articles.py PROGRAM CATALOGUE ROOT [--check]: rewrites the output behind `sextant>` and `$` in the articles of CATALOGUE,
or with --check names those that differ. Commands run in a copy of ROOT's sessions and measurements.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FAILURE = re.compile("error:|错误：")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)


def output(command, folder, program, text=None):
    environment = dict(os.environ, COLUMNS="100", XDG_STATE_HOME=folder + "/state")
    environment["PATH"] = folder + "/bin:" + environment["PATH"]
    # mpirun asks for these where it is run by root, and for more processes than cores.
    environment |= {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    environment["OMPI_MCA_rmaps_base_oversubscribe"] = "1"
    run = subprocess.run(
        command, input=text, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if run.returncode < 0 or "Program crashed" in run.stdout:
        sys.exit(f"a program crashed:\n{run.stdout[-2000:]}")
    return run.stdout


def recorded(article, folder, program):
    session, printed = [], ""

    def block(match):
        nonlocal printed
        lines = match.group(2).split("\n")
        if match.group(1) or not lines[0].startswith(("sextant> ", "$ ")):
            return match.group(0)
        result = []
        for line in lines:
            if line.startswith("$ "):
                fresh = output(["bash", "-c", line[2:]], folder, program)
            elif line.startswith("sextant> "):
                whole = output(["sextant", "-f", "-"], folder, program, "\n".join(session + [line[9:]]) + "\n")
                fresh = whole.removeprefix(printed)
                if not FAILURE.search(fresh):  # a failing command is shown, and is no part of the session
                    session.append(line[9:])
                    printed = whole
            else:
                continue
            result.append(line)
            result += [text.rstrip() for text in fresh.rstrip("\n").split("\n")] if fresh else []
        return "```\n" + "\n".join(result) + "\n```"

    return BLOCK.sub(block, article)


def is_as_recorded(article, folder, program):
    """Whether one run of all commands prints what stands behind them; False too where that does not tell.

    Each command costs a run of those before it otherwise. What fails, and what bash runs in between, needs these runs.
    """
    session, expected = [], []
    for match in BLOCK.finditer(article):
        lines = match.group(2).rstrip("\n").split("\n")
        if match.group(1) or not lines[0].startswith(("sextant> ", "$ ")):
            continue
        for line in lines:
            if line.startswith("$ ") or FAILURE.search(line):
                return False
            if line.startswith("sextant> "):
                session.append(line[9:])
            else:
                expected.append(line)
    if not session:
        return False
    printed = output(["sextant", "-f", "-"], folder, program, "\n".join(session) + "\n")
    return [line.rstrip() for line in printed.rstrip("\n").split("\n")] == expected


def main(program, catalogue, root, *options):
    differing = []
    for path in sorted(pathlib.Path(catalogue).glob("*.md")):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(root + "/sessions", folder + "/sessions")
            shutil.copytree(root + "/Tests/AccuracyTests/Measured", folder + "/Tests/AccuracyTests/Measured")
            os.mkdir(folder + "/bin")
            os.symlink(os.path.abspath(program), folder + "/bin/sextant")
            old = path.read_text()
            is_same = "--check" in options and is_as_recorded(old, folder, program)
            new = old if is_same else recorded(old, folder, program)
        if new != old:
            differing.append(path.name)
            if "--check" not in options:
                path.write_text(new)
    print("\n".join(differing) or "all articles are as recorded")
    return 1 if differing and "--check" in options else 0


sys.exit(main(*sys.argv[1:]))
