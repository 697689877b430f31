"""`python -m sextant_kernel` runs the kernel as Jupyter asks; `... install` tells Jupyter of it."""

import argparse
import json
import os
import sys
import tempfile


def install(arguments):
    from jupyter_client.kernelspec import KernelSpecManager

    from sextant import find_program

    parser = argparse.ArgumentParser(prog="python -m sextant_kernel install")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="for this user")
    where.add_argument("--sys-prefix", action="store_true", help="for this environment (the default)")
    where.add_argument("--prefix", help="below another folder")
    parser.add_argument("--program", help="the program sextant; else SEXTANT, or the first on PATH")
    options = parser.parse_args(arguments)
    spec = {
        "argv": [sys.executable, "-m", "sextant_kernel", "-f", "{connection_file}"],
        "display_name": "Sextant",
        "language": "sextant",
        "interrupt_mode": "signal",
        "env": {"SEXTANT": find_program(options.program)},
    }
    prefix = None if options.user else options.prefix or sys.prefix
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "kernel.json"), "w") as file:
            json.dump(spec, file, indent=2)
        os.chmod(folder, 0o755)
        print(KernelSpecManager().install_kernel_spec(folder, "sextant", user=options.user, prefix=prefix))


def main():
    if sys.argv[1:2] == ["install"]:
        return install(sys.argv[2:])
    from ipykernel.kernelapp import IPKernelApp

    from .kernel import SextantKernel

    IPKernelApp.launch_instance(kernel_class=SextantKernel)


if __name__ == "__main__":
    main()
