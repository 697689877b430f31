#!/usr/bin/env python3
"""Checks the tests: mutates single lines of four layers and counts what the tests of the same layer catch.

    mutate.py SEED,... COUNT

For each seed draws COUNT mutations, the same number in each layer, from all operators, constants and calls. One copy of
the package under .build holds all of them behind a switch (MUTANT=n) and is built once; what does not compile is dropped
and replaced by the next one drawn. LAYERS=Shell,Terminal looks at these alone. A mutation is caught if a test of its
layer fails, crashes or does not end. Each suite of the layer runs once without a mutation and leaves a mark for each one
that it meets; only the suites that meet a mutation run with it, the quick ones first. Exits with 1 where a seed has less
than 95 % caught. `equivalent.txt` lists mutations that change nothing that can be seen.
"""
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from guarded import faults, files_below, lay_out
from sites import sites

# The layers and the targets that each is made of.
PARTS = {"CostModel": ("Lanes", "CostModel"), "Queueing": ("Queueing",), "Planning": ("Planning",),
         "Shell": ("Language", "Notebook", "Words", "Verbs"), "Terminal": ("Terminal",)}
LAYERS = tuple(os.environ.get("LAYERS", ",".join(PARTS)).split(","))
GOAL = 0.95
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COPY = os.path.join(ROOT, ".build", "mutation")
TESTS = os.path.join(COPY, ".build", "debug", "sextantPackageTests.xctest")
SWIFT = os.environ.get("SWIFT", "swift")
JOBS = int(os.environ.get("JOBS", os.cpu_count() or 1))


def say(text):
    print(text, flush=True)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def equivalents():
    """The mutations known to change nothing, by fingerprint."""
    known = {}
    for line in read(".mutation/equivalent.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            fingerprint, reason = line.split(" ", 1)
            known[fingerprint] = reason
    return known


def draw(seed, wanted):
    """For each layer its mutations in the order drawn, with spare ones for those that do not compile."""
    drawn = {}
    for layer in LAYERS:
        found = []
        for path in sorted(path for part in PARTS[layer] for path in files_below(ROOT, f"Sources/{part}")):
            if path.endswith(".swift"):
                source = read(path)
                lines = source.split("\n")
                found += [(site.order(seed, lines[site.line - 1]), site) for site in sites(layer, path, source)]
        found.sort(key=lambda pair: pair[0])
        drawn[layer] = [site for _, site in found[: wanted * 3 // 2 + 8]]
    return drawn


def drop(numbered, output):
    """Drops the mutations that the compiler's errors point at: on the line, or else nearest to it in the file."""
    dropped = set()
    for path, line in faults(output, COPY):
        near = [(abs(site.line - line), n) for n, site in numbered.items() if site.path == path]
        if near:
            least = min(near)[0]
            dropped |= {n for distance, n in near if distance == least}
    return dropped


def build(numbered, texts):
    """Builds the copy once, without what does not compile; the rest of `numbered` is in it."""
    # What did not compile the last time is not tried again.
    path = os.path.join(COPY, "refused.txt")
    os.makedirs(COPY, exist_ok=True)
    with open(path, "a+", encoding="utf-8") as file:
        file.seek(0)
        refused = set(file.read().split("\n"))
    names = {n: f"{site.fingerprint(texts[n])} {site.start}" for n, site in numbered.items()}
    for n in [n for n in numbered if names[n] in refused]:
        del numbered[n]
    while True:
        lay_out(ROOT, COPY, [part for parts in PARTS.values() for part in parts], numbered)
        started = time.time()
        run = subprocess.run([SWIFT, "build", "--build-tests", "-Xswiftc", "-suppress-warnings"], cwd=COPY, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if run.returncode == 0:
            say(f"built in {time.time() - started:.0f} s with {len(numbered)} of them")
            return
        dropped = drop(numbered, run.stdout)
        if not dropped:
            sys.exit("the copy does not build:\n" + run.stdout[-6000:])
        say(f"{len(dropped)} do not compile")
        if os.environ.get("VERBOSE"):
            say("\n".join(sorted(set(re.findall(r"^/.*?error: .*", run.stdout, re.M)))))
        with open(path, "a", encoding="utf-8") as file:
            for n in dropped:
                file.write(names[n] + "\n")
                del numbered[n]


def prepare():
    """Holds a run: a group of its own, and not all of the memory."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))


def stop_group(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def processor_seconds(process):
    """What a process has worked, and 0 of none."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def stop_strays(folder):
    """Stops what the tests left running in sessions of their own, such as a shell in a terminal whose mutation spins.

    What a test starts in an environment of its own has no mark of it, but nobody waits for it any more.
    """
    mark = f"TMPDIR={folder}".encode()
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                is_marked = mark in file.read().split(b"\0")
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                is_orphan = file.read().rpartition(")")[2].split()[1] == "1"
            if is_marked or is_orphan and os.readlink(f"/proc/{name}/exe").startswith(COPY + os.sep):
                os.kill(int(name), signal.SIGKILL)
        except OSError:
            pass


def examine(mutant, suites):
    """Runs the suites that meet a mutation, the quick ones first, until a test fails: what came of it, and the first
    complaint."""
    batches, seconds = [[]], 0.0
    for suite in sorted(suites, key=lambda suite: suite.seconds):
        if batches[-1] and seconds + suite.seconds > 2 * 5 ** (len(batches) - 1):
            batches.append([])
            seconds = 0.0
        batches[-1].append(suite)
        seconds += suite.seconds
    total = 0.0
    for batch in filter(None, batches):
        choice = ["--filter", f"^({'|'.join(re.escape(suite.name) for suite in batch)})/"]
        limit = 5 * sum(suite.seconds for suite in batch) + 15
        result = run_tests(choice, mutant, limit)
        # A machine that is busy with other things may be late by itself.
        if result[0] == "late":
            result = run_tests(choice, mutant, 4 * limit)
        total += result[2]
        if result[0] != "survived":
            return result[0], result[1], total
    return "survived", "" if suites else "no test meets it", total


@dataclass
class Suite:
    """Tests of a layer that run together: the seconds that they take, and the mutations that they meet."""
    name: str
    seconds: float
    met: set


def suites_of(layer, count):
    """Runs each suite of a layer by itself without a mutation, and notes which of so many it meets."""
    listed = subprocess.run([TESTS, "--testing-library", "swift-testing", "--list-tests"], cwd=COPY, text=True,
                            stdout=subprocess.PIPE, check=True).stdout.split("\n")
    names = sorted({name.rsplit("/", 1)[0] for name in listed if re.match(tests_of(layer), name) and "/" in name})

    def suite(name):
        # What fails under the load of other things may pass a second time.
        for _ in range(2):
            with tempfile.NamedTemporaryFile(prefix="met", dir="/tmp") as trace:
                trace.write(bytes(count + 1))
                trace.flush()
                result = run_tests(["--filter", f"^{re.escape(name)}/"], 0, 3600, trace=trace.name)
                trace.seek(0)
                met = {n for n, mark in enumerate(trace.read()) if mark}
            if result[0] == "survived":
                return Suite(name, result[2], met)
        sys.exit(f"{name} without a mutation: {result[0]} {result[1]}")

    with ThreadPoolExecutor(JOBS) as pool:
        suites = list(pool.map(suite, names))
    say(f"{layer}: {len(suites)} suites, {sum(suite.seconds for suite in suites):.0f} s without a mutation")
    return suites


def tests_of(layer):
    """The pattern of the tests of a layer."""
    return f"^({'|'.join(PARTS[layer])})Tests[./]"


def run_tests(choice, mutant, limit, trace=None):
    """Runs some tests until one fails; `trace` names a file that takes a mark of each mutation that they meet."""
    folder = tempfile.mkdtemp(prefix="m", dir="/tmp")
    environment = dict(os.environ, SEED="0", TMPDIR=folder, SWIFT_BACKTRACE="enable=no", NO_COLOR="1")
    environment.pop("MUTANT", None)
    if trace:
        environment["MUTANT_TRACE"] = trace
    if mutant:
        environment["MUTANT"] = str(mutant)
    process = subprocess.Popen(
        [TESTS, "--testing-library", "swift-testing"] + choice, cwd=COPY, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=prepare, text=True,
        errors="replace")
    started, late = time.time(), []

    def stop():
        late.append(processor_seconds(process.pid))
        stop_group(process)

    timer = threading.Timer(limit, stop)
    timer.start()
    complaint, ended = None, False
    for line in process.stdout:
        if " recorded an issue" in line:
            complaint = line.strip()
            break
        if re.search(r"Test run with \d+ tests? .* passed", line):
            ended = True
    timer.cancel()
    if complaint:
        stop_group(process)
    process.stdout.close()
    code = process.wait()
    stop_strays(folder)
    shutil.rmtree(folder, ignore_errors=True)
    seconds = time.time() - started
    if complaint:
        return "failed", complaint, seconds
    if late:
        # Half of the time at work is more than all of these tests take: that one does not end.
        return "timed out" if late[0] > limit / 2 else "late", f"after {limit:.0f} s", seconds
    if code != 0 or not ended:
        return "crashed", f"exit code {code}", seconds
    return "survived", "", seconds


def main():
    seeds, count = [int(seed) for seed in sys.argv[1].split(",")], int(sys.argv[2])
    wanted = -(-count // len(PARTS))
    # What several seeds draw is one mutation; each seed has an order of its own.
    numbers, orders = {}, {}
    for seed in seeds:
        orders[seed] = {layer: [numbers.setdefault(site, len(numbers) + 1) for site in found]
                        for layer, found in draw(seed, wanted).items()}
    numbered = {n: site for site, n in numbers.items()}
    texts = {n: read(site.path).split("\n")[site.line - 1] for n, site in numbered.items()}
    say(f"{len(numbered)} mutations drawn, spare ones among them")
    build(numbered, texts)
    suites = {layer: suites_of(layer, max(numbered)) for layer in LAYERS}

    known = equivalents()
    alike = {n for n in numbered if numbered[n].fingerprint(texts[n]) in known}
    usable = {seed: {layer: [n for n in orders[seed][layer] if n in numbered and n not in alike] for layer in LAYERS}
              for seed in seeds}
    chosen = {seed: [n for layer in LAYERS for n in usable[seed][layer][:wanted]] for seed in seeds}
    every = list(dict.fromkeys(n for seed in seeds for n in chosen[seed]))

    def look(n):
        layer = numbered[n].layer
        result = examine(n, [suite for suite in suites[layer] if n in suite.met])
        show(numbered[n], texts[n], result)
        return result

    with ThreadPoolExecutor(JOBS) as pool:
        results = dict(zip(every, pool.map(look, every)))
    are_enough = [report(seed, numbered, {n: results[n] for n in chosen[seed]}) for seed in seeds]
    say(f"\nleft out as changing nothing that can be seen (equivalent.txt): {len(alike)}")
    sys.exit(0 if all(are_enough) else 1)


def show(site, line, result):
    """Prints a survivor: where, before and after."""
    kind, complaint, seconds = result
    if kind == "survived" or os.environ.get("VERBOSE"):
        say(f"\n{site.path}:{site.line}: {kind} ({site.fingerprint(line)}, {seconds:.0f} s) {complaint}\n"
            f"  - {line.strip()}\n  + {site.mutated(line).strip() or '(left out)'}")


def report(seed, numbered, results):
    """Prints the shares of a seed by layer and in all; whether they are enough."""
    say(f"\nseed {seed}")
    for layer in LAYERS + ("all",):
        of_layer = [results[n] for n in results if layer in (numbered[n].layer, "all")]
        caught = [kind for kind, _, _ in of_layer if kind != "survived"]
        how = ", ".join(f"{caught.count(kind)} {kind}" for kind in ("failed", "crashed", "timed out", "late"))
        share = 100 * len(caught) / max(1, len(of_layer))
        say(f"  {layer:10} {len(caught):4} of {len(of_layer):4} caught, {share:5.1f} % ({how})")
    return len(caught) >= GOAL * len(of_layer)


if __name__ == "__main__":
    main()
