"""Writes what the catalogue's families were fitted to: python3 .ci/calibrations.py BINARY FOLDER, in the root of the sources."""

import json
import os
import subprocess
import sys
import tempfile

SHARED = ["dram_util", "matrix_eff", "attn_eff", "launch", "latency", "elementwise", "host_time", "request_time",
          "prefill_launch", "sequence_time"]
# A chip of each family, and what its rows determine beside the rest.
FAMILIES = {"hopper": ("h200", []), "blackwell": ("b200", ["a2a_start"])}
ROWS = "Tests/AccuracyTests/Measured/silicon.csv"


def main():
    binary, folder = sys.argv[1:]
    for family, (chip, further) in FAMILIES.items():
        with tempfile.TemporaryDirectory() as temporary:
            path = os.path.join(temporary, "chip.json")
            line = f"arch load {chip}; calibrate {ROWS} --params {','.join(SHARED + further)}; arch save '{path}'"
            subprocess.run([binary, "-c", line], check=True, stdout=subprocess.DEVNULL)
            with open(path, encoding="utf-8") as file:
                record = json.load(file)["calibration"]
        # The stamp says which program wrote a file of a user.
        record = {key: value for key, value in record.items() if key != "sextant"}
        with open(os.path.join(folder, family + ".json"), "w", encoding="utf-8") as file:
            file.write(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
