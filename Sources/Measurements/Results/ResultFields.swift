import Text

/// The fields of an object in a result file, by their names; what is not there reads as nothing.
struct ResultFields: Sendable {
    private let members: [String: JSON]
    /// Line of the file where the object begins, from 1.
    var line = 1

    init(_ members: [(key: String, value: JSON)], line: Int = 1) {
        // A generation of vLLM wrote "request_goodput:" with the colon in the name.
        self.members = Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
        self.line = line
    }

    init() { members = [:] }

    init(_ json: JSON?) {
        if case .object(let members)? = json { self.init(members) } else { self.init() }
    }

    /// Whether there is nothing in it.
    var isEmpty: Bool { members.isEmpty }

    /// The names of the fields.
    var names: Dictionary<String, JSON>.Keys { members.keys }

    /// Whether all of some fields are there, be they null.
    func has(_ names: String...) -> Bool { names.allSatisfy { members[$0] != nil } }

    /// Whether one of some fields is there.
    func hasAny(_ names: String...) -> Bool { names.contains { members[$0] != nil } }

    /// What stands at a path of names.
    func value(_ path: [String]) -> JSON? {
        guard let name = path.first, let value = members[name] else { return nil }
        return path.count == 1 ? value : ResultFields(value).value(Array(path.dropFirst()))
    }

    /// The object at a path of names; an empty one where there is none.
    func object(_ path: String...) -> ResultFields { ResultFields(value(path)) }

    /// The items of a list.
    func list(_ path: String...) -> [JSON] {
        if case .array(let items)? = value(path) { items } else { [] }
    }

    /// A number, be it written as text, such as `"inf"` or `"1,146.31"`; nil for none.
    func number(_ path: String...) -> Double? { value(path).flatMap(\.figure) }

    /// The first of several fields that holds a number.
    func first(_ names: String...) -> Double? { names.lazy.compactMap { members[$0]?.figure }.first }

    /// A text or a number as text; nil for none.
    func text(_ path: String...) -> String? { value(path)?.words }

    /// The first of several fields that says something.
    func firstText(_ names: String...) -> String? { names.lazy.compactMap { members[$0]?.words }.first }

    /// Numbers of a list; nil where one is none.
    func numbers(_ name: String) -> [Double]? {
        guard case .array(let items)? = members[name] else { return nil }
        let numbers = items.compactMap(\.figure)
        return numbers.count == items.count ? numbers : nil
    }
}

extension JSON {
    /// The number that is meant: one, or a text that reads as one.
    var figure: Double? {
        switch self {
        case .number(let value): value.isNaN ? nil : value
        case .string(let text): ResultNumber.of(text)
        default: nil
        }
    }

    /// A text, or what reads as one on a line.
    fileprivate var words: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number, .bool: compact
        default: nil
        }
    }
}

/// Numbers as result files write them.
enum ResultNumber {
    /// `12.5`, `"1,146.31"`, `inf`; nil for anything else.
    static func of(_ text: some StringProtocol) -> Double? {
        let word = String(text.filter { $0 != "," && !$0.isWhitespace }).lowercased()
        if word == "inf" || word == "infinity" { return .infinity }
        guard word.first.map({ $0.isNumber || $0 == "-" || $0 == "." }) == true, let value = Double(word),
            value.isFinite
        else { return nil }
        return value
    }

    /// A number with a unit behind it, such as `0.1944 req/s`, without the unit.
    static func leading(_ text: some StringProtocol) -> Double? {
        text.split(whereSeparator: \.isWhitespace).first.flatMap { of($0) }
    }

    /// The value of a unit of time in seconds, such as that of `ms/token`; nil for other units.
    static func seconds(_ unit: String?) -> Double? {
        guard let unit = unit?.lowercased().split(separator: "/").first else { return nil }
        return switch unit {
        case "s", "sec", "secs", "seconds": 1
        case "ms", "milliseconds": 1e-3
        case "us", "µs", "microseconds": 1e-6
        case "ns", "nanoseconds": 1e-9
        default: nil
        }
    }
}

extension ResultFields {
    /// The percentiles that are read.
    static let shares = [50, 90, 95, 99]

    /// A time as `mean_ttft_ms`, `median_ttft_ms`, `p99_ttft_ms`, in units of `unit` seconds.
    func times(named name: String, unit: Double) -> BenchmarkRun.Times {
        var times = BenchmarkRun.Times(mean: number("mean_\(name)").map { $0 * unit })
        for share in Self.shares {
            let own = number("p\(share)_\(name)") ?? (share == 50 ? number("median_\(name)") : nil)
            if let own { times.percentiles[share] = own * unit }
        }
        return times
    }

    /// A time as an object of `mean` or `avg`, `p50` or `median`, `p90` and so on, in units of `unit` seconds.
    func times(unit: Double) -> BenchmarkRun.Times {
        var times = BenchmarkRun.Times(mean: first("mean", "avg", "average").map { $0 * unit })
        let percentiles = object("percentiles")
        for share in Self.shares {
            let own = number("p\(share)") ?? percentiles.number("p\(share)")
            if let own = own ?? (share == 50 ? number("median") : nil) { times.percentiles[share] = own * unit }
        }
        return times
    }

    /// Lengths as an object of `mean` or `avg` and a deviation.
    var lengths: BenchmarkRun.Lengths {
        let mean = first("mean", "avg")
        let deviation = first("std", "std_dev", "stddev")
        return BenchmarkRun.Lengths(mean: mean, variation: mean.flatMap { mean in deviation.map { $0 / mean } })
    }
}
