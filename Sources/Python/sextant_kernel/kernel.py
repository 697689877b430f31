"""The kernel: each notebook has a session of its own, and what a cell sets stays for those behind it."""

import os

from ipykernel.kernelbase import Kernel

from sextant import Result, Session, SextantError

STYLE = "<style>.sextant table {{font-variant-numeric: tabular-nums}} .sextant pre {{white-space: pre-wrap}}</style>"


class SextantKernel(Kernel):
    """Runs lines, shows tables as HTML and plots as pictures."""

    implementation = "sextant"
    implementation_version = "0.1.0"
    language_info = {
        "name": "sextant",
        "version": "0.1.0",
        "mimetype": "text/plain",
        "file_extension": ".sextant",
    }
    banner = "Sextant: plans of LLM-inference deployments; 'help' lists the commands"
    help_links = []

    def __init__(self, **options):
        super().__init__(**options)
        self._opened = None

    @property
    def _session(self):
        """The session; a new one after 'quit' and where the program ended."""
        if self._opened is None:
            self._opened = Session(folder=os.getcwd())
            # Tables as people read them; no cell of the session says so.
            self._opened.run("", format="box")
        return self._opened

    def _drop(self):
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    # Cells

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, **_):
        """Runs the lines of a cell; what they found before one failed, or Ctrl-C, is shown all the same."""
        try:
            session = self._session
            answer = session.call("run", lines=code, html=True, format=None, seconds=86400)
            error = answer.get("error")
        except KeyboardInterrupt as interruption:
            result = getattr(interruption, "answer", {})
            answer = result.get("structuredContent", {})
            error = answer.get("error") or {"message": "interrupted"}
        except SextantError as failure:
            self._drop()
            return self._fail(str(failure))
        if not silent:
            for document in answer.get("results", []):
                self._show(Result(document))
            if answer.get("question"):
                self._print(answer["question"] + "\n")
        if answer.get("hasQuit"):
            self._drop()
        if error:
            return self._fail(error.get("text", error["message"]).rstrip("\n"), silent)
        return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

    def _show(self, result):
        if not result.tables and not result.pictures:
            return self._print(result.text)
        data = {"text/plain": result.text.rstrip("\n")}
        data["text/html"] = f'<div class="sextant">{STYLE.format()}\n{result.html}</div>'
        content = {"data": data, "metadata": {}, "transient": {}}
        self.send_response(self.iopub_socket, "display_data", content)

    def _print(self, text, name="stdout"):
        self.send_response(self.iopub_socket, "stream", {"name": name, "text": text})

    def _fail(self, text, silent=False):
        content = {"ename": "error", "evalue": text.split("\n")[0], "traceback": [text]}
        if not silent:
            self.send_response(self.iopub_socket, "error", content)
        return {"status": "error", "execution_count": self.execution_count, **content}

    # What is typed

    def do_complete(self, code, cursor_pos):
        """What may stand at the cursor."""
        begin = code.rfind("\n", 0, cursor_pos) + 1
        try:
            replacing, candidates = self._session.complete(code[begin:cursor_pos])
        except SextantError:
            replacing, candidates = 0, []
        start = cursor_pos - int(replacing)
        details = [
            {"start": start, "end": cursor_pos, "text": text, "type": detail} for text, detail in candidates
        ]
        return {
            "status": "ok",
            "matches": [text for text, _ in candidates],
            "cursor_start": start,
            "cursor_end": cursor_pos,
            "metadata": {"_jupyter_types_experimental": details},
        }

    def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        """What help says of the word at the cursor."""
        try:
            text = self._session.inspect(code, cursor_pos)
        except SextantError:
            text = ""
        data = {"text/plain": text} if text else {}
        return {"status": "ok", "found": bool(text), "data": data, "metadata": {}}

    def do_is_complete(self, code):
        """A backslash at its end continues a line."""
        if code.rstrip(" \t").endswith("\\"):
            return {"status": "incomplete", "indent": ""}
        return {"status": "complete"}

    def do_shutdown(self, restart):
        """Ends the session with the notebook."""
        self._drop()
        return {"status": "ok", "restart": restart}
