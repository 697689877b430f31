"""Writes what the catalogue's families were fitted to: python3 .ci/calibrations.py BINARY FOLDER, in the root of the sources.

The fit is a joint one: measured servers, later runs of the models that take part, and the highest throughputs that vendors
publish are one table, which `calibrate` fits with Huber's loss. Rows of one deployment stay together in a fold, a share of the
deployments is held out, and each model is left out in turn. What is fitted and held out is printed beside the catalogue.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile

MEASURED = "Tests/AccuracyTests/Measured"
TABLES = ["silicon.csv", "later-runs.csv", "saturation.csv"]
# Labels, which say nothing of a deployment.
LABELS = {"what", "source", "note", "id", "measured", "trust"}
# Models that no constant was fitted to: their rows judge.
JUDGES = {"minimax-m2.5", "kimi-k2.5"}
SHARED = ["dram_util", "matrix_eff", "attn_eff", "launch", "latency", "elementwise", "host_time", "request_time",
          "prefill_launch", "sequence_time", "a2a_start", "vllm_layer_time"]
# A chip of each family, the chips whose rows are fitted, and what these determine beside the rest. Classes of kernels of
# Blackwell were set by hand.
FAMILIES = {
    "hopper": ("h200", {"h100", "h200"}, ["expert_start", "expert_eff", "expert_util", "expert_spread", "attn_start"]),
    "blackwell": ("b200", {"b200"}, []),
}


def joined(chips):
    """The headings of all tables, and their rows of some chips."""
    headings, rows = [], []
    for name in TABLES:
        with open(os.path.join(MEASURED, name), encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            headings += [h for h in table.fieldnames if h not in headings and h not in LABELS]
            rows += [row for row in table if row["chip"] in chips and row["model"] not in JUDGES]
    return headings, rows


def main():
    binary, folder = sys.argv[1:]
    for family, (chip, chips, further) in FAMILIES.items():
        headings, rows = joined(chips)
        with tempfile.TemporaryDirectory() as temporary:
            table, path = os.path.join(temporary, "joined.csv"), os.path.join(temporary, "chip.json")
            with open(table, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, headings, restval="", extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
            print(f"{family}: {len(rows)} rows of {', '.join(TABLES)}", flush=True)
            line = f"arch load {chip}; calibrate '{table}' --params {','.join(SHARED + further)}; arch save '{path}'"
            subprocess.run([binary, "-c", line], check=True)
            with open(path, encoding="utf-8") as file:
                # The table is made of those that lie beside the tests.
                record = json.loads(file.read().replace(table, f"{MEASURED}/{TABLES[0]}"))["calibration"]
        # The stamp says which program wrote a file of a user.
        record = {key: value for key, value in record.items() if key != "sextant"}
        with open(os.path.join(folder, family + ".json"), "w", encoding="utf-8") as file:
            file.write(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
