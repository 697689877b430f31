import CostModel
import Lanes

/// A tape written out as C, as a person would write it: each node is run only when an axis turns on which it depends.
///
/// Nodes with a value for each plan of a block share one loop for each axis that turns; a power, which is a loop itself, has
/// one alone. Only what another loop reads is kept in an array.
struct CTape {
    private let tape: Tape
    private let name: String
    private let numbers: [Int: Double]
    /// Loops over the plans of a block, by levels.
    private let loops: [[[Tape.Step]]]
    /// In which loop the value of a column is worked out, counted over all levels; that of an axis in none.
    private var home: [Int: Int] = [:]
    /// Columns that another loop reads.
    private var kept: Set<Int> = []

    /// Prepares to write a tape as a function of this name.
    init(_ tape: Tape, name: String) {
        (self.tape, self.name) = (tape, name)
        numbers = Dictionary(uniqueKeysWithValues: tape.numbers.map { ($0.node, $0.value) })
        loops = tape.levels.map { Self.loops($0.columns) }
        for (number, loop) in loops.joined().enumerated() { for step in loop { home[step.node] = number } }
        for (number, loop) in loops.joined().enumerated() {
            kept.formUnion(loop.flatMap(\.operands).filter { tape.isColumn($0) && home[$0] != number })
        }
        kept.formUnion(tape.resultNodes.filter { tape.isColumn($0) && home[$0] != storing })
        kept.formUnion(tape.axisNodes.map(\.node).filter { tape.isColumn($0) })
    }

    /// The loop in which results are stored; nil where that is one of its own.
    private var storing: Int? { loops.last?.isEmpty ?? true ? nil : loops.joined().count - 1 }

    /// Steps that share a loop.
    private static func loops(_ steps: [Tape.Step]) -> [[Tape.Step]] {
        var loops: [[Tape.Step]] = []
        for step in steps {
            if let last = loops.last?.last, last.operation != .power, step.operation != .power {
                loops[loops.count - 1].append(step)
            } else {
                loops.append([step])
            }
        }
        return loops
    }

    /// What all functions need.
    static let prelude = """
        #include <stdint.h>
        #include <string.h>
        static inline double lesser(double a, double b) { return a < b ? a : b; }
        static inline double greater(double a, double b) { return a < b ? b : a; }
        static inline double ceiling(double a) { double n = (a + 0x1p52) - 0x1p52; return n < a ? n + 1 : n; }
        static inline double whole(double a) { double n = (a + 0x1p52) - 0x1p52; return n > a ? n - 1 : n; }
        static inline double ceiling_log2(double a) {
            uint64_t bits;
            memcpy(&bits, &a, 8);
            double exponent = (double)((int32_t)((bits >> 52) & 0x7FF) - 1023);
            return bits & 0xFFFFFFFFFFFFF ? exponent + 1 : exponent;
        }
        static inline double power(double a, double b) {
            double result = 1;
            for (uint32_t rest = (uint32_t)(int64_t)lesser(b, 0x1p31); rest > 0; rest >>= 1) {
                if (rest & 1) result *= a;
                a *= a;
            }
            return result;
        }

        """

    /// The function: of the values of the axes, the first of them and how many, the step of a combination's number on each,
    /// the first combination's number, and the columns, of which the last is that of the numbers.
    var source: String {
        var lines = [
            "void \(name)(const double *const *values, const long *from, const long *count, const long *stride, long first,",
            "        void *const *columns) {",
        ]
        for (number, result) in TracedPhase.Result.allCases.enumerated() {
            lines.append("    \(result.type) *restrict r\(number) = columns[\(number)];")
        }
        lines.append("    long *restrict point = columns[\(TracedPhase.Result.allCases.count)];")
        for node in kept.sorted() { lines.append("    double c\(node)[\(tape.blockWidth)];") }
        lines.append("    long begin[\(tape.blockWidth + 1)], shift[\(tape.blockWidth)];")
        lines.append("    const long plans = \(product(tape.innerAxes.map { "count[\($0)]" }));")
        lines.append("    for (long start = 0; start < plans; start += \(tape.blockWidth)) {")
        lines.append("        const long n = plans - start < \(tape.blockWidth) ? plans - start : \(tape.blockWidth);")
        lines += setUp.map { "        " + $0 }
        var base = "first"
        for (level, _) in tape.levels.enumerated() {
            let indent = String(repeating: " ", count: 8 + 4 * level)
            if level > 0 {
                let axis = tape.outerAxes[level - 1]
                lines.append(indent.dropFirst(4) + "for (long d\(axis) = 0; d\(axis) < count[\(axis)]; d\(axis)++) {")
                base += " + d\(axis) * stride[\(axis)]"
                for node in nodes(of: axis) {
                    lines.append(indent + "const double n\(node) = values[\(axis)][from[\(axis)] + d\(axis)];")
                }
            }
            lines += body(level).map { indent + $0 }
        }
        let indent = String(repeating: " ", count: 4 + 4 * tape.levels.count)
        lines.append(indent + "const long base = \(base);")
        lines += lastLoops.map { indent + $0 }
        for level in tape.levels.indices.reversed() { lines.append(String(repeating: " ", count: 4 + 4 * level) + "}") }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private func product(_ factors: [String]) -> String { factors.isEmpty ? "1" : factors.joined(separator: " * ") }

    private func nodes(of axis: Int) -> [Int] { tape.axisNodes.filter { $0.axis == axis }.map(\.node) }

    /// Puts the values of the inner axes beside each other, and finds the runs of plans that follow one another in the
    /// columns of results.
    private var setUp: [String] {
        var lines = ["long runs = 0;", "for (long i = 0; i < n; i++) {", "    long rest = start + i, offset = 0;"]
        for axis in tape.innerAxes.reversed() {
            lines.append("    const long d\(axis) = rest % count[\(axis)];")
            lines.append("    rest /= count[\(axis)];")
            lines.append("    offset += d\(axis) * stride[\(axis)];")
            for node in nodes(of: axis) { lines.append("    c\(node)[i] = values[\(axis)][from[\(axis)] + d\(axis)];") }
        }
        lines.append("    if (!runs || offset - i != shift[runs - 1]) begin[runs] = i, shift[runs++] = offset - i;")
        return lines + ["}", "begin[runs] = n;"]
    }

    /// What runs again at a level, but for the last loop of all, which stores results.
    private func body(_ level: Int) -> [String] {
        var lines = tape.levels[level].scalars.map { "const double n\($0.node) = \(formula($0, in: nil));" }
        let isInnermost = level == tape.levels.count - 1
        for loop in isInnermost ? loops[level].dropLast() : loops[level][...] {
            lines += ["for (long i = 0; i < n; i++) {"] + written(loop) + ["}"]
        }
        return lines
    }

    private func written(_ loop: [Tape.Step]) -> [String] {
        loop.flatMap { step in
            let line = "    const double n\(step.node) = \(formula(step, in: home[step.node]));"
            return kept.contains(step.node) ? [line, "    c\(step.node)[i] = n\(step.node);"] : [line]
        }
    }

    /// The last loop with all results that differ within a block, then those that do not.
    private var lastLoops: [String] {
        let each = "for (long i = begin[run]; i < begin[run + 1]; i++) "
        var varying = loops.last?.last.map(written) ?? []
        var same = [each + "point[row + i] = row + i;"]
        for (place, result) in TracedPhase.Result.allCases.enumerated() {
            let node = tape.resultNodes[place]
            let store = "r\(place)[row + i] = \(result.stored(term(node, in: storing)));"
            if tape.isColumn(node) { varying.append("    " + store) } else { same.append(each + store) }
        }
        let lines = ["const long row = base + shift[run];", each + "{"] + varying + ["}"] + same
        return ["for (long run = 0; run < runs; run++) {"] + lines.map { "    " + $0 } + ["}"]
    }

    /// How a node is named in a loop.
    private func term(_ node: Int, in loop: Int?) -> String {
        if let number = numbers[node] { return Self.literal(number) }
        let isElsewhere = home[node] == nil || home[node] != loop
        return tape.isColumn(node) && isElsewhere ? "c\(node)[i]" : "n\(node)"
    }

    private static func literal(_ value: Double) -> String {
        if value.isNaN { return "__builtin_nan(\"\")" }
        if value.isInfinite { return value < 0 ? "(-__builtin_inf())" : "__builtin_inf()" }
        // Swift writes the fewest digits that read back as the same number.
        return value.sign == .minus ? "(\(value))" : "\(value)"
    }

    private func formula(_ step: Tape.Step, in loop: Int?) -> String {
        let terms = step.operands.map { term($0, in: loop) }
        return switch step.operation {
        case .add: terms.joined(separator: " + ")
        case .subtract: terms.joined(separator: " - ")
        case .multiply: terms.joined(separator: " * ")
        case .divide: terms.joined(separator: " / ")
        case .lesser: "lesser(\(terms.joined(separator: ", ")))"
        case .greater: "greater(\(terms.joined(separator: ", ")))"
        case .select: "\(terms[0]) < \(terms[1]) ? \(terms[2]) : \(terms[3])"
        case .root: "__builtin_sqrt(\(terms[0]))"
        case .ceiling: "ceiling(\(terms[0]))"
        case .floor: "whole(\(terms[0]))"
        case .ceilingLog2: "ceiling_log2(\(terms[0]))"
        case .power: "power(\(terms.joined(separator: ", ")))"
        case .constant, .input: terms.first ?? "0"
        }
    }
}

extension TracedPhase.Result {
    /// Bytes of a value in its column.
    var size: Int { isByte ? 1 : 8 }

    /// Whether a byte holds it, as in the columns of a sweep.
    var isByte: Bool {
        switch self {
        case .divides, .feasible, .stage, .splits: true
        case .seconds, .communication, .flops, .weights, .memory: false
        }
    }

    fileprivate var type: String { isByte ? "uint8_t" : "double" }

    fileprivate func stored(_ value: String) -> String {
        switch self {
        case .divides, .feasible, .splits: "\(value) > 0"
        case .stage: "(uint8_t)\(value)"
        case .seconds, .communication, .flops, .weights, .memory: value
        }
    }
}
