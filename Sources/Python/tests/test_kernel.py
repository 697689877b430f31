"""The kernel as Jupyter drives it; left out where Jupyter is not installed."""

import os
import time
import unittest

try:
    from jupyter_client.manager import start_new_kernel
except ImportError:
    start_new_kernel = None


@unittest.skipUnless(start_new_kernel, "no jupyter_client")
class KernelTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="sextant")

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)

    def run_cell(self, code, interrupt_after=None):
        messages = []
        number = self.client.execute(code)
        begin = time.monotonic()
        if interrupt_after:
            time.sleep(interrupt_after)
            begin = time.monotonic()
            self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=60)
        while reply["parent_header"].get("msg_id") != number:
            reply = self.client.get_shell_msg(timeout=60)
        self.seconds = time.monotonic() - begin
        while True:
            message = self.client.get_iopub_msg(timeout=10)
            if message["parent_header"].get("msg_id") != number:
                continue
            if message["header"]["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return reply["content"], messages
            messages.append(message)

    def shown(self, messages):
        return [m["content"]["data"] for m in messages if m["header"]["msg_type"] == "display_data"]

    def test_tables_are_html_and_plots_pictures(self):
        self.run_cell("arch load sg2260e\nmodel load deepseek-v3\nworkload set input=4096")
        reply, messages = self.run_cell("sweep chips=128 tp=2,4,8 batch=8,10\ntop 2\nplot tps_chip tps_batch")
        self.assertEqual(reply["status"], "ok")
        pages = [data["text/html"] for data in self.shown(messages)]
        self.assertIn("<table>", pages[0])
        self.assertIn("<svg", pages[1])

    def test_undo_reaches_across_cells(self):
        self.run_cell("arch load sg2260e\nmodel load deepseek-v3\nconfig set tp=1")
        self.run_cell("config set tp=8")
        _, messages = self.run_cell("undo")
        self.assertIn("tp: 8 -> 1", "".join(m["content"].get("text", "") for m in messages))

    def test_an_error_shows_where(self):
        reply, messages = self.run_cell("arch load h20o")
        self.assertEqual(reply["status"], "error")
        self.assertIn("did you mean 'h200'", [m for m in messages if m["header"]["msg_type"] == "error"][0]["content"]["traceback"][0])

    def test_tab_and_shift_tab(self):
        self.client.complete("arch load h20", 13)
        matches = self.client.get_shell_msg(timeout=10)["content"]
        self.assertIn("h200", matches["matches"])
        self.assertEqual((matches["cursor_start"], matches["cursor_end"]), (10, 13))
        self.client.inspect("eval\nsweep tp=2", 12)
        found = self.client.get_shell_msg(timeout=10)["content"]
        self.assertTrue(found["found"])
        self.assertIn("tp, a parameter", found["data"]["text/plain"])

    def test_a_cell_is_interrupted_and_the_next_runs(self):
        self.run_cell("arch load h200\nmodel load deepseek-v3")
        reply, _ = self.run_cell(
            "sweep --keep 5 tp=1..64 batch=1..4096 chips=8..4096:8 inter_bw=1e9..100e9:1e7", interrupt_after=1
        )
        self.assertEqual(reply["status"], "error")
        self.assertLess(self.seconds, 2)
        self.assertEqual(self.run_cell("arch list")[0]["status"], "ok")


if __name__ == "__main__":
    unittest.main()
