"""The package against the program: `python -m unittest discover -s Sources/Python/tests`, SEXTANT names the program."""

import os
import tempfile
import threading
import time
import unittest

from sextant import Session, SextantError

STUDY = ("arch load sg2260e", "model load deepseek-v3", "workload set input=4096")


class SessionTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.session = Session(folder=self.folder.name)
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(self.session.close)

    def test_rows_have_the_figures_of_the_study(self):
        self.session.run(*STUDY)
        self.session.run("sweep chips=128 tp=2,4,8 batch=8,10", "filter tps_batch>=10")
        table = self.session.table("top 1")
        # 128 chips, tp 4, batch 10: 1280 sequences in a step of 96.086 ms are 1280 / 0.096086 / 128 = 104.07 a chip.
        self.assertEqual((table.rows[0]["tp"], table.rows[0]["batch"]), (4, 10))
        self.assertAlmostEqual(table.rows[0]["tps_chip"], 1280 / 0.096086088 / 128, places=3)
        self.assertEqual(table.units["tpot_ms"], "ms")

    def test_tools_take_names_and_values(self):
        arguments = {"arch": "sg2260e", "model": "deepseek-v3", "set": {"chips": 128, "tp": 4, "batch": 10, "input": 4096}}
        results = self.session.tool("eval", **arguments)
        self.assertAlmostEqual(results[-1].tables[0].rows[0]["tpot_ms"], 96.086088, places=4)
        self.assertIn("sweep", [tool["name"] for tool in self.session.tools()])

    def test_a_failing_line_says_where(self):
        with self.assertRaises(SextantError) as caught:
            self.session.run("arch load sg2260e", "model load deepsek-v3")
        self.assertIn("did you mean 'deepseek-v3'", str(caught.exception))
        self.assertEqual(caught.exception.diagnostic["column"], 11)
        self.assertEqual(len(caught.exception.results), 1)

    def test_undo_reaches_back(self):
        self.session.run(*STUDY)
        self.session.run("config set tp=8")
        self.session.run("undo")
        self.assertEqual(self.session.rows("config")[0]["tp"], 1)

    def test_lines_are_completed_and_inspected(self):
        replacing, candidates = self.session.complete("arch lo")
        self.assertEqual((replacing, candidates[0][0]), (2, "load"))
        self.assertTrue(self.session.inspect("tps_chip").startswith("tps_chip"))
        self.assertIn("parallelism", self.session.inspect("sweep tp=2", at=7))

    def test_a_running_command_is_interrupted(self):
        self.session.run("arch load h200", "model load deepseek-v3")
        threading.Timer(0.5, self.session.interrupt).start()
        begin = time.monotonic()
        with self.assertRaises(SextantError):
            self.session.run("sweep --keep 5 tp=1..64 batch=1..4096 chips=8..4096:8 inter_bw=1e9..100e9:1e7")
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(len(self.session.rows("arch list")) > 40, True)

    def test_files_stay_beneath_the_folder(self):
        self.session.run("arch list > list.csv")
        self.assertTrue(os.path.exists(os.path.join(self.folder.name, "list.csv")))
        with self.assertRaises(SextantError):
            self.session.run("arch list > ../list.csv")

    def test_a_closed_session_says_so(self):
        self.session.close()
        with self.assertRaises(SextantError):
            self.session.run("arch list")

    def test_frames_name_their_units(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("no pandas")
        self.session.run(*STUDY)
        frame = self.session.frame("eval")
        self.assertEqual(frame.attrs["units"]["tpot_ms"], "ms")


if __name__ == "__main__":
    unittest.main()
