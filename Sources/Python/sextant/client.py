"""Drives `sextant serve`: JSON-RPC 2.0, a message a line, on the standard streams of the program."""

import json
import os
import shutil
import signal
import subprocess
import threading

PROTOCOL = "2025-11-25"
# A person at a notebook ends what takes too long, not a clock.
LONGEST = 86400


class SextantError(Exception):
    """A line failed: `results` holds what those before it found, `diagnostic` what is wrong and where."""

    def __init__(self, message, diagnostic=None, results=()):
        super().__init__(message)
        self.diagnostic = diagnostic or {}
        self.results = list(results)


def find_program(program=None):
    """The path of the program: what is given, what SEXTANT names, or the first on PATH."""
    wanted = program or os.environ.get("SEXTANT") or "sextant"
    found = shutil.which(wanted)
    if not found:
        raise SextantError(f"no program '{wanted}': install Sextant, or set SEXTANT to its path")
    return os.path.abspath(found)


class Table:
    """Rows by the names of their columns, with the unit of each column that has one."""

    def __init__(self, document):
        self.title = document.get("title", "")
        self.columns = document["columns"]
        self.units = document["units"]
        self.rows = document["rows"]

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)

    def frame(self):
        """The table as a pandas frame, whose `attrs["units"]` holds the units."""
        try:
            import pandas
        except ImportError:
            raise SextantError("frames need pandas: pip install pandas; 'rows' has the same without") from None
        frame = pandas.DataFrame(self.rows, columns=self.columns)
        frame.attrs["units"] = dict(self.units)
        return frame


class Result:
    """What one command said (`messages`), found (`tables`) and drew (`pictures`, as SVG)."""

    def __init__(self, document):
        self.command = document.get("command", "")
        self.messages = document["messages"]
        self.tables = [Table(table) for table in document["tables"]]
        self.pictures = [picture["svg"] for picture in document.get("pictures", [])]
        self.html = document.get("html", "")
        self.text = document.get("text", "")

    def _repr_html_(self):
        return self.html or None

    def __repr__(self):
        rows = ", ".join(f"{len(table)} rows" for table in self.tables)
        return f"<{self.command}: {rows or '; '.join(self.messages)}>"


class Session:
    """A session of its own process; what is loaded, set and found stays from line to line until it is closed."""

    def __init__(self, program=None, folder=".", language=None):
        environment = dict(os.environ)
        if language:
            environment["SEXTANT_LANG"] = language
        self._process = subprocess.Popen(
            [find_program(program), "serve", os.fspath(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            # Ctrl-C in a terminal is for this process, which then says so.
            start_new_session=True,
        )
        self._lock = threading.Lock()
        self._count = 0
        self.progress = None
        self.question = None
        self.has_quit = False
        answer = self._ask(
            "initialize",
            {"protocolVersion": PROTOCOL, "capabilities": {}, "clientInfo": {"name": "sextant-python", "version": "0.1.0"}},
        )
        self.version = answer["serverInfo"]["version"]
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Lines

    def run(self, *lines, seconds=LONGEST, html=False, format=None):
        """Runs lines and returns a Result for each command that said or found something.

        Raises SextantError at the first that fails, and KeyboardInterrupt where Ctrl-C ended one.
        """
        arguments = {"lines": list(lines), "seconds": seconds}
        if html:
            arguments["html"] = True
        if format:
            arguments["format"] = format
        return self._results(self.call("run", **arguments))

    def rows(self, line):
        """The rows of the last table that a line leads to, as dictionaries."""
        return self.table(line).rows

    def frame(self, line):
        """The last table that a line leads to, as a pandas frame."""
        return self.table(line).frame()

    def table(self, line):
        """The last table that a line leads to."""
        tables = [table for result in self.run(line) for table in result.tables]
        if not tables:
            raise SextantError(f"'{line}' finds no table")
        return tables[-1]

    # Tools

    def tool(self, name, **arguments):
        """Calls one of the tools (`size`, `eval`, `sweep`, `explain`, `whynot`, `calibrate`) and returns Results."""
        return self._results(self.call(name, **arguments))

    def tools(self):
        """The tools with the schemas of what they take."""
        return self._ask("tools/list", {})["tools"]

    def complete(self, line):
        """How many characters at the end of a line may be replaced, and by what: (count, [(text, detail)])."""
        answer = self.call("complete", line=line)
        return answer["replacing"], [(item["text"], item["detail"]) for item in answer["candidates"]]

    def inspect(self, line, at=None):
        """What help says of a name, or of the word at a place of a line; empty where there is nothing."""
        answer = self.call("inspect", line=line, **({} if at is None else {"at": at}))
        return "\n".join(answer["lines"])

    def call(self, tool, **arguments):
        """The structured answer of a tool as it came."""
        answer = self._ask("tools/call", {"name": tool, "arguments": arguments})["structuredContent"]
        self.question = answer.get("question")
        self.has_quit = answer.get("hasQuit", False)
        return answer

    def interrupt(self):
        """Ends the command that runs, as Ctrl-C does; a sweep keeps what it has."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)

    def close(self):
        """Ends the session."""
        if self._process.poll() is None:
            self._process.stdin.close()
            try:
                self._process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._process.terminate()
                self._process.wait()
        self._process.stdout.close()

    # The wire

    def _results(self, answer):
        results = [Result(document) for document in answer.get("results", [])]
        error = answer.get("error")
        if error:
            raise SextantError(error.get("text", error["message"]).rstrip("\n"), error, results)
        return results

    def _send(self, message):
        self._process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        self._process.stdin.flush()

    def _ask(self, method, params):
        with self._lock:
            self._count += 1
            number = self._count
            if self.progress:
                params = dict(params, _meta={"progressToken": number})
            try:
                self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
            except (BrokenPipeError, ValueError):
                raise SextantError("the session is closed") from None
            return self._answer(number)

    def _answer(self, number):
        interruption = None
        while True:
            try:
                line = self._process.stdout.readline()
            except KeyboardInterrupt as error:
                # The answer still comes, and belongs to this request.
                interruption = error
                self.interrupt()
                continue
            if not line:
                raise SextantError(f"the program ended (exit code {self._process.wait()})")
            message = json.loads(line)
            if message.get("method") == "notifications/progress" and self.progress:
                self.progress(message["params"].get("message", ""))
            if message.get("id") != number:
                continue
            if "error" in message:
                raise SextantError(message["error"]["message"], message["error"])
            if interruption:
                interruption.answer = message["result"]
                raise interruption
            return message["result"]
