"""Makes a copy of the package in which every mutation stands beside the original and a switch chooses."""
import os
import re
import shutil

from sites import MEMBERS

# Read once. Programs that tests start get an environment of their own: they ask those of the processes above them.
# Where MUTANT_TRACE names a file, each mutation that is met leaves a mark in it.
SWITCH = """import Glibc

private func setting(_ name: String) -> String? {
    func value(_ file: String, _ separator: Character, _ name: String) -> String? {
        guard let file = fopen(file, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = fread(&bytes, 1, bytes.count, file)
        let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: separator)
        return lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }
    if let value = getenv(name) { return String(cString: value) }
    var process = Int(getppid())
    while process > 1 {
        if let found = value("/proc/\\(process)/environ", "\\0", name + "=") { return found }
        process = value("/proc/\\(process)/status", "\\n", "PPid:\\t").flatMap { Int($0) } ?? 0
    }
    return nil
}

let activeMutant = setting("MUTANT").flatMap { Int($0) } ?? 0

nonisolated(unsafe) private let marks: UnsafeMutablePointer<UInt8>? = {
    guard let path = setting("MUTANT_TRACE") else { return nil }
    let file = open(path, O_RDWR)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    return memory == MAP_FAILED ? nil : memory?.assumingMemoryBound(to: UInt8.self)
}()

func isMutant(_ number: Int) -> Bool {
    if let marks { marks[number] = 1 }
    return activeMutant == number
}

precedencegroup MutantClause {
    higherThan: TernaryPrecedence
    lowerThan: LogicalDisjunctionPrecedence
}
"""
PRECEDENCE = {"comparison": "Comparison", "sum": "Addition", "product": "Multiplication", "range": "RangeFormation",
              "assignment": "Assignment", "default": "NilCoalescing"}
NUMBERS = (("", "Double"), ("", "Int"), ("<T: FloatingPoint>", "T"), ("<T: BinaryInteger>", "T"))


def operator(n):
    """An operator of its own for each mutation."""
    return chr(0x2500 + n % 128) + chr(0x2500 + n // 128)


def guard(site, n):
    """What replaces the token in the copy, and the declarations that this needs."""
    op, on, name = operator(n), f"isMutant({n})", f"mutated{n}"
    text, other, kind = site.text, site.other, site.kind
    if kind == "comparison":
        limits = ("Equatable", "Bool") if text in ("==", "!=") else ("Comparable", "Bool")
        lines = [f"func {op} <T: {limits[0]}>(a: T, b: T) -> Bool {{ {on} ? a {other} b : a {text} b }}",
                 f"@_disfavoredOverload func {op} <A: BinaryInteger, B: BinaryInteger>(a: A, b: B) -> Bool"
                 f" {{ {on} ? a {other} b : a {text} b }}"]
        if limits[0] == "Equatable":
            lines.append(f"@_disfavoredOverload func {op} <W>(a: W?, b: _OptionalNilComparisonType) -> Bool"
                         f" {{ {on} ? a {other} nil : a {text} nil }}")
        return op, [f"infix operator {op} : ComparisonPrecedence"] + lines
    if kind == "sum":
        return op, [
            f"infix operator {op} : AdditionPrecedence",
            f"func {op} <T: AdditiveArithmetic>(a: T, b: T) -> T {{ {on} ? a {other} b : a {text} b }}"] + ([
            f"func {op} <T: RangeReplaceableCollection>(a: T, b: T) -> T {{ {on} ? a : a + b }}",
            f"@_disfavoredOverload func {op} <T: RangeReplaceableCollection, S: Sequence>(a: T, b: S) -> T"
            f" where S.Element == T.Element {{ {on} ? a : a + b }}"] if text == "+" else [])
    if kind == "product":
        numbers = [pair for pair in NUMBERS if text != "%" or "Floating" not in pair[0] and pair[1] != "Double"]
        return op, [f"infix operator {op} : MultiplicationPrecedence"] + [
            f"func {op} {generic}(a: {t}, b: {t}) -> {t} {{ {on} ? a {other} b : a {text} b }}" for generic, t in numbers]
    if kind == "bits":
        group = "Multiplication" if text == "&" else "Addition"
        return op, [f"infix operator {op} : {group}Precedence",
                    f"func {op} <T: BinaryInteger>(a: T, b: T) -> T {{ {on} ? a {other} b : a {text} b }}"]
    if kind == "logic":
        group = "LogicalConjunction" if text == "&&" else "LogicalDisjunction"
        return op, [f"infix operator {op} : {group}Precedence",
                    f"func {op} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool"
                    f" {{ {on} ? try a {other} b() : try a {text} b() }}"]
    if kind == "range" and text == "..<":
        return op, [f"infix operator {op} : RangeFormationPrecedence",
                    f"func {op} <T: Strideable>(a: T, b: T) -> Range<T> where T.Stride: SignedInteger"
                    f" {{ {on} ? a..<b.advanced(by: 1) : a..<b }}"]
    if kind == "range":
        return op, [f"infix operator {op} : RangeFormationPrecedence",
                    f"func {op} <T: Strideable>(a: T, b: T) -> ClosedRange<T> where T.Stride: SignedInteger"
                    f" {{ {on} ? a...b.advanced(by: -1) : a...b }}"]
    if kind == "assignment":
        lines = [f"func {op} {generic}(a: inout {t}, b: {t}) {{ if {on} {{ a {other} b }} else {{ a {text} b }} }}"
                 for generic, t in NUMBERS]
        if text == "+=":
            lines += [f"func {op} <T: RangeReplaceableCollection>(a: inout T, b: T) {{ if !{on} {{ a += b }} }}",
                      f"@_disfavoredOverload func {op} <T: RangeReplaceableCollection, S: Sequence>(a: inout T, b: S)"
                      f" where S.Element == T.Element {{ if !{on} {{ a += b }} }}"]
        return op, [f"infix operator {op} : AssignmentPrecedence"] + lines
    if kind == "default":
        return op, [f"infix operator {op} : NilCoalescingPrecedence",
                    f"func {op} <T>(a: T?, b: @autoclosure () throws -> T) rethrows -> T"
                    f" {{ {on} ? try b() : try a ?? b() }}",
                    f"func {op} <T>(a: T?, b: @autoclosure () throws -> T?) rethrows -> T?"
                    f" {{ {on} ? try b() : try a ?? b() }}"]
    if kind == "not":
        return op, [f"prefix operator {op}", f"prefix func {op} (a: Bool) -> Bool {{ {on} == a }}"]
    if kind == "minus":
        return op, [f"prefix operator {op}", f"prefix func {op} <T: SignedNumeric>(a: T) -> T {{ {on} ? a : -a }}"]
    if kind == "number":
        return f"({on} ? {other} : {text})", []
    if kind == "truth":
        return f"({on} ? {other} : {text})", []
    if kind == "select":
        if text in ("min", "max"):
            return name, [f"func {name}<T: Comparable>(_ a: T, _ b: T) -> T {{ {on} ? {other}(a, b) : {text}(a, b) }}"]
        if text in ("lesser", "greater"):
            return name, [f"func {name}(_ a: Double, _ b: Double) -> Double {{ {on} ? {other}(a, b) : {text}(a, b) }}"]
        return name, [f"func {name}(_ a: Double) -> Double {{ {on} ? {other}(a) : {text}(a) }}"]
    if kind.startswith("member"):
        declarations = MEMBERS[int(kind.split()[1])][2]
        call = "self." + text
        return name, [d.replace("NAME", name).replace("CALL", call).replace("ON", on) for d in declarations]
    if kind == "property":
        return op, [f"postfix operator {op}", f"postfix func {op} (a: Bool) -> Bool {{ {on} != a }}"]
    if kind in ("choice", "clause"):
        return f" {op} ()" if kind == "clause" else f"{op} () ?", [
            f"infix operator {op} : MutantClause", f"func {op} (a: Bool, b: Void) -> Bool {{ {on} != a }}"]
    if kind == "call":
        return None, []
    raise ValueError(kind)


def guarded(line, numbered):
    """A line with all of its mutations behind the switch, and the declarations that it needs."""
    declarations, calls = [], []
    for n, site in sorted(numbered, key=lambda pair: (pair[1].start, pair[1].end), reverse=True):
        replacement, more = guard(site, n)
        declarations += more
        if replacement is None:
            calls.append(n)
        else:
            line = line[: site.start] + replacement + line[site.end :]
    for n in calls:
        indent = line[: len(line) - len(line.lstrip())]
        line = f"{indent}if !isMutant({n}) {{ {line.strip()} }}"
    return line, declarations


def write(path, text):
    """Writes a file only if it differs, so that nothing is built again for nothing."""
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except (FileNotFoundError, UnicodeDecodeError):
        pass
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def lay_out(root, copy, layers, numbered):
    """Writes the copy: all that the package is made of, with the numbered mutations in its sources."""
    by_line, declarations = {}, {layer: [] for layer in layers}
    for n, site in numbered.items():
        by_line.setdefault(site.path, {}).setdefault(site.line, []).append((n, site))
    kept = set()
    for top in ("Package.swift", "Sources", "Tests", "sessions", "README.md", "CHANGELOG.md", "LICENSE"):
        for path in files_below(root, top):
            kept.add(path)
            if path.endswith(".swift"):
                with open(os.path.join(root, path), encoding="utf-8") as file:
                    lines = file.read().split("\n")
                for line, at_line in by_line.get(path, {}).items():
                    lines[line - 1], more = guarded(lines[line - 1], at_line)
                    declarations[path.split("/")[1]] += more
                write(os.path.join(copy, path), "\n".join(lines))
            else:
                copy_file(os.path.join(root, path), os.path.join(copy, path))
    for layer in layers:
        path = f"Sources/{layer}/Mutants.swift"
        kept.add(path)
        write(os.path.join(copy, path), SWITCH + "\n".join(declarations[layer]) + "\n")
    for top in ("Sources", "Tests", "sessions"):
        for path in files_below(copy, top):
            if path not in kept:
                os.remove(os.path.join(copy, path))


def copy_file(source, target):
    with open(source, "rb") as file:
        contents = file.read()
    try:
        with open(target, "rb") as file:
            if file.read() == contents:
                return
    except FileNotFoundError:
        pass
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    shutil.copymode(source, target)


def files_below(root, top):
    path = os.path.join(root, top)
    if os.path.isfile(path):
        return [top]
    return [os.path.relpath(os.path.join(folder, name), root) for folder, _, names in os.walk(path) for name in names]


def faults(output, copy):
    """The places of a compiler's errors, as (path, line)."""
    found = []
    for match in re.finditer(r"^(/\S+?\.swift):(\d+):\d+: error:", output, re.M):
        path = match[1]
        at = path.find("/Sources/")
        if at >= 0 and (path[at + 1 :], int(match[2])) not in found:
            found.append((path[at + 1 :], int(match[2])))
    return found
