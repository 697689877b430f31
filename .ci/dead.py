#!/usr/bin/env python3
"""Names that Sources declares and nothing in Sources reads.

A member counts as read where its name stands behind a dot, and without one in the files that declare or extend its type;
not so in its declaration, as the label of an argument or on the left of an assignment. A name that two types share hides
the dead one of them, so that what is found is dead. Tests do not
count: what only they use is no part of the program. Left out are what the language or a protocol asks for: witnesses,
overrides, entry points, cases that are made from their raw values or listed by allCases, and operators.
"""

import collections
import pathlib
import re
import sys

# Requirements of the standard library's protocols, whose callers are not here.
WITNESSES = set(
    """allCases body callAsFunction codingPath debugDescription description elements encode endIndex formIndex hash hashValue id index init
    intValue iterator makeIterator nestedContainer nestedUnkeyedContainer next rawValue singleValueContainer startIndex
    stringValue subscript superEncoder underestimatedCount userInfo""".split()
)
DECLARATION = re.compile(r"\b(func|var|let|case|typealias|struct|class|enum|protocol|actor)\s+`?([A-Za-z_]\w*)")
TYPE = re.compile(r"\b(?:struct|class|enum|extension|protocol|actor)\s+(?:\w+\.)*(\w+)")
WORD = re.compile(r"(?<![\w`])[A-Za-z_]\w*")


def without_comments_and_strings(text):
    """The text with comments and the letters of strings blanked; what is interpolated stays."""
    out, index, stack = [], 0, []
    while index < len(text):
        rest = text[index:]
        mode = stack[-1] if stack else None
        if isinstance(mode, str):  # inside a string that ends with `mode`
            if rest.startswith("\\("):
                stack.append(1)
                out.append("  ")
                index += 2
            elif rest.startswith("\\"):
                out.append("  ")
                index += 2
            elif rest.startswith(mode):
                stack.pop()
                out.append(" " * len(mode))
                index += len(mode)
            else:
                out.append("\n" if text[index] == "\n" else " ")
                index += 1
            continue
        if rest.startswith("//"):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            out.append(" " * (end - index))
            index = end
        elif rest.startswith("/*"):
            end = text.find("*/", index) + 2
            out.append(re.sub(r"[^\n]", " ", text[index:end]))
            index = end
        elif rest.startswith('"""') or rest.startswith('"'):
            quote = '"""' if rest.startswith('"""') else '"'
            stack.append(quote)
            out.append(" " * len(quote))
            index += len(quote)
        else:
            if isinstance(mode, int):  # inside an interpolation with `mode` open parentheses
                stack[-1] += {"(": 1, ")": -1}.get(text[index], 0)
                if stack[-1] == 0:
                    stack.pop()
            out.append(text[index])
            index += 1
    return "".join(out)


def enclosing(text, place):
    """The heads of the types and functions round a place, the innermost first."""
    depth, heads = 0, []
    for index in range(place - 1, -1, -1):
        if text[index] == "}":
            depth += 1
        elif text[index] == "{":
            if depth:
                depth -= 1
                continue
            start = max(text.rfind(mark, 0, index) for mark in "{};")
            heads.append(text[start + 1 : index])
    return heads


def declarations(text):
    """(kind, name, place, head of its type) of what a file declares outside of function bodies."""
    for match in DECLARATION.finditer(text):
        kind, name = match.groups()
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        heads = enclosing(text, match.start())
        head = heads[0] if heads else ""
        of_type = re.search(r"\b(struct|class|enum|extension|protocol|actor)\s", head)
        if heads and not of_type:
            continue
        if re.search(r"\bprotocol\s", head) or "override" in line or "@_cdecl" in line:
            continue
        if kind == "case":
            if not re.search(r"\benum\s", head) or re.search(r"CaseIterable|CodingKey|:\s*(String|Int|UInt)", head):
                continue
            start, depth, end = match.end(), 0, match.end()
            while end < len(text) and (depth or text[end] != "\n" or text[:end].rstrip().endswith(",")):
                depth += {"(": 1, ")": -1}.get(text[end], 0)
                end += 1
            yield kind, name, match.start(2), head
            depth = 0
            for index in range(start, end):
                depth += {"(": 1, ")": -1}.get(text[index], 0)
                if text[index] == "," and not depth:
                    more = WORD.search(text, index)
                    if more:
                        yield kind, more.group(), more.start(), head
            continue
        yield kind, name, match.start(2), head


def is_read(text, match):
    """Whether a name is read where it stands."""
    before, after = text[: match.start()], text[match.end() :].lstrip("`")
    name = match.group()
    if DECLARATION.search(before[-40:] + name) and re.search(
        r"\b(func|var|let|case|typealias|struct|class|enum|protocol|actor)\s+`?$", before[-40:]
    ):
        return False
    # Behind a dot it is no label.
    if before[-1:] != "." and re.match(r"\s*:(?!:)", after) and not re.search(r"\?[^\n:]*$", before.split("\n")[-1]):
        return False
    if re.match(r"\s=(?!=)", after):
        return False
    # `self.name = name` hands an argument on.
    return not re.search(r"\bself\.%s\s*=\s*$" % re.escape(name), before)


def main(root):
    files = {path: without_comments_and_strings(path.read_text()) for path in sorted(root.glob("Sources/**/*.swift"))}
    protocols = set()
    known_protocols = {name for text in files.values() for name in re.findall(r"\bprotocol\s+(\w+)", text)}
    for text in files.values():
        for match in re.finditer(r"\bprotocol\s+\w+[^{]*\{", text):
            depth, index = 1, match.end()
            while depth and index < len(text):
                depth += {"{": 1, "}": -1}.get(text[index], 0)
                index += 1
            protocols.update(name for _, name in DECLARATION.findall(text[match.end() : index]))
            protocols.update(re.findall(r"\bassociatedtype\s+(\w+)", text[match.end() : index]))
    behind_dot = collections.Counter()
    bare = {path: collections.Counter() for path in files}
    types = {path: set(TYPE.findall(text)) for path, text in files.items()}
    for path, text in files.items():
        for match in WORD.finditer(text):
            if not is_read(text, match):
                continue
            if text[match.start() - 1] == ".":
                behind_dot[match.group()] += 1
            else:
                bare[path][match.group()] += 1
    found = []
    for path, text in files.items():
        for kind, name, place, head in declarations(text):
            if behind_dot[name] or name in protocols or name in WITNESSES or name in ("_", "main"):
                continue
            owner = TYPE.search(head)
            # Whoever conforms to a protocol may leave out the dot.
            is_shared = not owner or owner.group(1) in known_protocols
            near = [other for other in files if is_shared or owner.group(1) in types[other]]
            if not any(bare[other][name] for other in near):
                found.append((str(path.relative_to(root)), text.count("\n", 0, place) + 1, kind, name))
    for path, line, kind, name in found:
        print(f"{path}:{line}: {kind} '{name}' is declared and never read")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
