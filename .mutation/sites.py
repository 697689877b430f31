"""Finds what a mutation may change in a line of Swift, and how a copy of the line chooses at run time."""
import hashlib
import re
from dataclasses import dataclass

COMPARISONS = {"<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="]}
SUMS = {"+": "-", "-": "+"}
PRODUCTS = {"*": "/", "/": "*", "%": "/"}
BITS = {"&": "|", "|": "&"}
LOGIC = {"&&": "||", "||": "&&"}
RANGES = {"..<": "...", "...": "..<"}
ASSIGNMENTS = {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*="}
SELECTS = {"min": "max", "max": "min", "lesser": "greater", "greater": "lesser", "ceiling": "floored", "floored": "ceiling"}

# A member of a collection, a text or a number: what stands behind its name, its replacement, and the declarations that
# choose between the two. NAME and ON are filled in.
MEMBERS = [
    (r"first(?![\w({]| \{)", "last", ["extension BidirectionalCollection { var NAME: Element? { ON ? last : first } }"]),
    (r"last(?![\w({]| \{)", "first", ["extension BidirectionalCollection { var NAME: Element? { ON ? first : last } }"]),
    (r"first(?=\(where:| \{)", "last", [
        "extension BidirectionalCollection { func NAME(where p: (Element) throws -> Bool) rethrows -> Element? {"
        " ON ? try last(where: p) : try first(where: p) } }"]),
    (r"last(?=\(where:| \{)", "first", [
        "extension BidirectionalCollection { func NAME(where p: (Element) throws -> Bool) rethrows -> Element? {"
        " ON ? try first(where: p) : try last(where: p) } }"]),
    (r"dropFirst(?=\()", "dropLast", [
        "extension Collection { func NAME(_ k: Int = 1) -> SubSequence { ON ? dropLast(k) : dropFirst(k) } }"]),
    (r"dropLast(?=\()", "dropFirst", [
        "extension Collection { func NAME(_ k: Int = 1) -> SubSequence { ON ? dropFirst(k) : dropLast(k) } }"]),
    (r"prefix(?=\((?!\w+:))", "suffix", [
        "extension BidirectionalCollection { func NAME(_ k: Int) -> SubSequence { ON ? suffix(k) : prefix(k) } }"]),
    (r"suffix(?=\()", "prefix", [
        "extension BidirectionalCollection { func NAME(_ k: Int) -> SubSequence { ON ? prefix(k) : suffix(k) } }"]),
    (r"hasPrefix(?=\()", "hasSuffix", [
        "extension StringProtocol { func NAME(_ p: String) -> Bool { ON ? hasSuffix(p) : hasPrefix(p) } }"]),
    (r"hasSuffix(?=\()", "hasPrefix", [
        "extension StringProtocol { func NAME(_ p: String) -> Bool { ON ? hasPrefix(p) : hasSuffix(p) } }"]),
    (r"allSatisfy(?=\(| \{)", "contains", [
        "extension Sequence { func NAME(_ p: (Element) throws -> Bool) rethrows -> Bool {"
        " ON ? try contains(where: p) : try allSatisfy(p) } }"]),
    (r"contains(?=\(where:| \{)", "allSatisfy", [
        "extension Sequence { func NAME(where p: (Element) throws -> Bool) rethrows -> Bool {"
        " ON ? try allSatisfy(p) : try contains(where: p) } }"]),
    (r"contains(?=\((?!where:))", "!contains", [
        "extension Sequence where Element: Equatable { func NAME(_ e: Element) -> Bool { ON != contains(e) } }",
        "extension StringProtocol { @_disfavoredOverload func NAME(_ t: some StringProtocol) -> Bool"
        " { ON != String(self).contains(String(t)) } }",
        "extension RangeExpression { @_disfavoredOverload func NAME(_ e: Bound) -> Bool { ON != contains(e) } }",
        "extension OptionSet { @_disfavoredOverload func NAME(_ e: Self) -> Bool where Element == Self"
        " { ON != contains(e) } }"]),
    (r"sorted(?=\()", "unsorted", [
        "extension Sequence where Element: Comparable { func NAME() -> [Element] { ON ? Array(self) : sorted() } }",
        "extension Sequence { func NAME(by p: (Element, Element) throws -> Bool) rethrows -> [Element]"
        " { ON ? Array(self) : try sorted(by: p) } }"]),
    (r"sorted(?= \{)", "unsorted", [
        "extension Sequence { func NAME(by p: (Element, Element) throws -> Bool) rethrows -> [Element]"
        " { ON ? Array(self) : try sorted(by: p) } }"]),
    (r"sort(?=\(| \{)", "unsorted", [
        "extension Array where Element: Comparable { mutating func NAME() { if !ON { sort() } } }",
        "extension Array { mutating func NAME(by p: (Element, Element) throws -> Bool) rethrows"
        " { if !ON { try sort(by: p) } } }"]),
    (r"reversed(?=\(\))", "unreversed", [
        "extension Sequence { func NAME() -> [Element] { ON ? Array(self) : reversed() } }"]),
    (r"filter(?= \{|\()", "unfiltered", [
        "extension Sequence { func NAME(_ p: (Element) throws -> Bool) rethrows -> [Element]"
        " { try filter { try p($0) || ON } } }",
        "extension RangeReplaceableCollection { func NAME(_ p: (Element) throws -> Bool) rethrows -> Self"
        " { try filter { try p($0) || ON } } }",
        "extension Set { func NAME(_ p: (Element) throws -> Bool) rethrows -> Self"
        " { try filter { try p($0) || ON } } }",
        "extension Dictionary { func NAME(_ p: (Element) throws -> Bool) rethrows -> Self"
        " { try filter { try p($0) || ON } } }"]),
    (r"lowercased(?=\(\))", "unchanged", [
        "extension StringProtocol { func NAME() -> String { ON ? String(self) : lowercased() } }",
        "extension Character { func NAME() -> String { ON ? String(self) : lowercased() } }"]),
    (r"uppercased(?=\(\))", "unchanged", [
        "extension StringProtocol { func NAME() -> String { ON ? String(self) : uppercased() } }"]),
    (r"magnitude\b", "self", ["extension FloatingPoint { var NAME: Self { ON ? self : magnitude } }"]),
    (r"squareRoot(?=\(\))", "unchanged", [
        "extension FloatingPoint { func NAME() -> Self { ON ? self : squareRoot() } }"]),
    (r"rounded(?=\()", "roundedOtherwise", [
        "extension FloatingPoint { func NAME() -> Self { ON ? rounded(.down) : rounded() }",
        "func NAME(_ r: FloatingPointRoundingRule) -> Self {"
        " ON ? (r == .up ? rounded(.down) : r == .down ? rounded(.up) : rounded(.up)) : rounded(r) } }"]),
    (r"(?:union|subtracting|intersection)(?=\()", "unchanged", [
        "extension Set { func NAME<S: Sequence>(_ o: S) -> Self where S.Element == Element { ON ? self : CALL(o) } }"]),
    (r"min(?=\(\))", "max", [
        "extension Sequence where Element: Comparable { func NAME() -> Element? { ON ? self.max() : self.min() } }"]),
    (r"max(?=\(\))", "min", [
        "extension Sequence where Element: Comparable { func NAME() -> Element? { ON ? self.min() : self.max() } }"]),
    (r"min(?= \{|\(by:)", "max", [
        "extension Sequence { func NAME(by p: (Element, Element) throws -> Bool) rethrows -> Element?"
        " { ON ? try self.max(by: p) : try self.min(by: p) } }"]),
    (r"max(?= \{|\(by:)", "min", [
        "extension Sequence { func NAME(by p: (Element, Element) throws -> Bool) rethrows -> Element?"
        " { ON ? try self.min(by: p) : try self.max(by: p) } }"]),
]
MEMBERS = [(re.compile(r"(?<=[\w)\]?}>]\.)" + pattern), other, declarations) for pattern, other, declarations in MEMBERS]

# Lines that no mutation touches: what they say is a declaration, a trap, or room made ahead of need.
SKIPPED = re.compile(
    r"^\s*(import |@available|precondition|assert|(indirect )?case [a-zA-Z]\w*( =|,|\(|$)|typealias |infix |prefix )"
    r"|^\s*\+ \"\1*\"[,)]*$"  # the next line of a long text
    r"|reserveCapacity|deallocate|fatalError|preconditionFailure|assertionFailure|minimumCapacity")
SIGNATURE = re.compile(r"\b(func|init|subscript|struct|enum|class|protocol|extension)\b[^{]*(\{|$)")


@dataclass(frozen=True)
class Site:
    """One token of a line that may be changed."""
    layer: str
    path: str
    line: int
    start: int
    end: int
    kind: str
    text: str
    other: str

    def mutated(self, line):
        """The line as the mutation would have it."""
        return line[: self.start] + self.other + line[self.end :]

    def order(self, seed, line):
        """Where it comes among all that a seed draws from; other lines do not change that."""
        return hashlib.sha1(f"{seed} {self.fingerprint(line)} {self.start}".encode()).digest()

    def fingerprint(self, line):
        """What names it in the list of equivalent mutations, wherever its line moves to."""
        what = "\0".join([self.path, line.strip(), self.mutated(line).strip()])
        return hashlib.sha1(what.encode()).hexdigest()[:10]


def masked(source):
    """The source with texts and comments blanked; code inside the parentheses of a text stays."""
    out, i, n = list(source), 0, len(source)
    stack = []  # of (hashes, quote, depth of parentheses inside an interpolation)

    def blank(a, b):
        for k in range(a, b):
            if out[k] != "\n":
                out[k] = "\1"

    def text(i, hashes, quote):
        """Blanks a text from `i` to its end or to an interpolation; returns where code goes on."""
        start, escape = i, "\\" + "#" * hashes
        while i < n:
            if source.startswith(escape + "(", i):
                blank(start, i + len(escape))
                stack.append([hashes, quote, 0])
                return i + len(escape)
            if source.startswith(escape, i):
                i += len(escape) + 1
            elif source.startswith(quote + "#" * hashes, i):
                blank(start, i)
                return i + len(quote) + hashes
            else:
                i += 1
        return n

    while i < n:
        if source.startswith("//", i):
            end = source.find("\n", i)
            end = n if end < 0 else end
            blank(i, end)
            i = end
            continue
        opening = re.compile(r'(#*)("""|")').match(source, i)
        if opening:
            i = text(opening.end(), len(opening[1]), opening[2])
            continue
        if stack and source[i] == "(":
            stack[-1][2] += 1
        elif stack and source[i] == ")":
            stack[-1][2] -= 1
            if stack[-1][2] == 0:
                hashes, quote, _ = stack.pop()
                i = text(i + 1, hashes, quote)
                continue
        i += 1
    return "".join(out)


def sites(layer, path, source):
    """All that may be changed in a file, in the order of its text."""
    lines, found = source.split("\n"), []
    for number, line in enumerate(masked(source).split("\n"), 1):
        if not SKIPPED.search(line):
            signature = SIGNATURE.search(line)
            start = signature.end() if signature else 0
            of_line = {(a, b): (kind, other) for a, b, kind, other in changes(line, lines[number - 1]) if a >= start}
            for (a, b), (kind, other) in sorted(of_line.items()):
                found.append(Site(layer, path, number, a, b, kind, lines[number - 1][a:b], other))
    return found


def changes(line, original):
    """The changes of a line, as (start, end, kind, replacement)."""
    for match in re.finditer(r"(?<= )(<=|>=|==|!=|<|>|&&|\|\||\?\?|[-+*/%]=|[-+*/%&|])(?= )|^\s*(&&|\|\||\?\?|[-+*/])(?= )"
                             r"|(?<=[\w)\]])(\.\.<|\.\.\.)(?=[\w(])|(?<=[,(:] )([<>+*])(?=\))|(?<=\()([<>])(?=\))", line):
        group = next(k for k in range(1, 6) if match[k])
        token, a, b = match[group], match.start(group), match.end(group)
        for table, kind in ((COMPARISONS, "comparison"), (SUMS, "sum"), (PRODUCTS, "product"), (BITS, "bits"),
                            (LOGIC, "logic"), (RANGES, "range"), (ASSIGNMENTS, "assignment")):
            if token in table:
                other = table[token]
                yield a, b, kind, other if isinstance(other, str) else other[(number_of(original) + a) % len(other)]
        if token == "??":
            yield a, b, "default", "?? /* always */"
    for match in re.finditer(r"(?<![\w)\]!?>.])!(?=[\w($])", line):
        yield match.start(), match.end(), "not", ""
    for match in re.finditer(r"(?<=[ (\[,])-(?=[\w(])", line):
        yield match.start(), match.end(), "minus", ""
    for match in re.finditer(r"(?:(?<![\w.$#])|(?<=\.\.\.))\d[\d_]*(?:\.\d+)?(?:e-?\d+)?(?!\w|\.\w)", line):
        yield match.start(), match.end(), "number", other_number(match[0], number_of(original))
    for match in re.finditer(r"(?<![\w.])(true|false)(?!\w)", line):
        yield match.start(), match.end(), "truth", "false" if match[0] == "true" else "true"
    for match in re.finditer(r"(?<![\w.])(min|max|lesser|greater|ceiling|floored)(?=\()", line):
        yield match.start(), match.end(), "select", SELECTS[match[0]]
    for index, (pattern, other, _) in enumerate(MEMBERS):
        for match in pattern.finditer(line):
            yield match.start(), match.end(), f"member {index}", other
    # A property that says yes or no, read and not declared.
    flag = r"(?<!\w)(?<!\\\.)(?:is|has|can|shows|asks|fits|needs|uses)[A-Z]\w*(?=[ ),;\]]|$)(?! [=:]|\)? in\b)"
    for match in re.finditer(flag, line):
        if not re.search(r"(let|var|func|case) $", line[: match.start()]):
            yield match.end(), match.end(), "property", " == false"
    for a, b in ternaries(line):
        yield a, b, "choice", "== false ?"
    for at in clauses(line):
        yield at, at, "clause", " == false"
    call = r"\s*(?!return\b|case\b|default\b)(try |_ = )?[\w.?!\[\]]+\(.*\)$"
    if re.match(call, line) and balanced(line):
        indent = len(line) - len(line.lstrip())
        yield indent, len(line), "call", ""


def ternaries(line):
    for match in re.finditer(r"(?<= )\?(?= )", line):
        yield match.start(), match.end()


def clauses(line):
    """Where the conditions of `if`, `guard` and `while` end that are a bare call or property."""
    match = re.match(r"\s*(?:\} else )?(?:if|guard|while) ", line)
    if not match:
        return
    depth, start, i = 0, match.end(), match.end()
    while i < len(line):
        if line[i] in "([":
            depth += 1
        elif line[i] in ")]":
            depth -= 1
        ends = depth == 0 and (line[i] == "," or line.startswith(" {", i) or line.startswith(" else", i))
        if ends or i == len(line) - 1:
            clause = line[start : i if ends else i + 1].strip()
            bare = re.match(r"(try )?!?[\w.]+(\(.*\))?[\w.?]*$", clause)
            if bare and not re.match(r"(let|var|case)\b", clause) and not re.search(r"(is|has|can)[A-Z]\w*$", clause):
                yield start + len(line[start:i]) if ends else len(line)
            if line[i] != ",":
                return
            start = i + 1
        i += 1


def balanced(line):
    return all(line.count(a) == line.count(b) for a, b in ("()", "[]", "{}"))


def number_of(line):
    """A number that belongs to a line, so that a choice does not depend on the draw."""
    return hashlib.sha1(line.strip().encode()).digest()[0]


def other_number(text, choice):
    """Another number: a neighbour of a small one, and half or twice a large one or a fraction."""
    if re.fullmatch(r"[\d_]+", text):
        value = int(text.replace("_", ""))
        if value >= 100:
            return str(value * 2 if choice % 2 else value // 2)
        return str(value + 1 if value == 0 or choice % 2 else value - 1)
    value = float(text.replace("_", ""))
    if value == 0:
        return "1.0"
    return repr(value * 1000 if value < 1e-3 else value * 2 if choice % 2 else value / 2)
