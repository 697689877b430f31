import Queueing
import Text

/// Why a file of recorded requests is refused.
public enum RequestRecordsError: Error, Sendable, Equatable {
    /// It is no table: what is wrong, and where.
    case notATable(message: String, line: Int, column: Int)
    /// No columns say when requests came and how long they were.
    case noColumns
    /// A line is not a request.
    case notARequest(line: Int)
    /// What the requests say is impossible.
    case impossible(QueueingFault)
    /// It was told to stop.
    case cancelled
}

/// Reads requests that were recorded.
///
/// A CSV table with a heading for each of time, prompt and answer: those of Azure's traces (TIMESTAMP, ContextTokens,
/// GeneratedTokens; github.com/Azure/AzurePublicDataset) and the usual others. Or lines of JSON, those of Mooncake
/// (FAST25-release/traces): milliseconds, lengths, and the hashes of blocks of 512 prompt tokens, of which a cache that forgets
/// nothing has those that came before.
public enum RequestRecords {
    /// Names of the columns, in small letters.
    private static let times = ["timestamp", "time", "arrival", "arrived_at", "arrival_time"]
    private static let inputs = [
        "contexttokens", "input_length", "input", "input_tokens", "prompt_tokens", "num_prefill_tokens",
    ]
    private static let outputs = [
        "generatedtokens", "output_length", "output", "output_tokens", "completion_tokens", "num_decode_tokens",
    ]
    /// Prompt tokens that a block of Mooncake's hashes stands for.
    private static let block = 512

    /// Reads a file's text.
    public static func parse(_ text: String, isCancelled: () -> Bool) throws(RequestRecordsError) -> RequestTrace {
        let first = text.first { !$0.isWhitespace }
        var requests = first == "{" ? try lines(text, isCancelled) : try table(text, isCancelled)
        requests.sort { $0.arrival < $1.arrival }
        let start = requests.first?.arrival ?? 0
        for index in requests.indices { requests[index].arrival -= start }
        do throws(QueueingFault) {
            return try RequestTrace(requests)
        } catch {
            throw .impossible(error)
        }
    }

    private static func table(
        _ text: String, _ isCancelled: () -> Bool
    ) throws(RequestRecordsError) -> [TracedRequest] {
        let table: CSVTable?
        do throws(CSVError) {
            table = try CSVTable(parsing: text, isCancelled: isCancelled)
        } catch {
            throw .notATable(message: error.message, line: error.line, column: error.column)
        }
        guard let table else { throw .cancelled }
        let headings = table.headings.map { $0.lowercased() }
        func place(_ names: [String]) -> Int? { headings.firstIndex { names.contains($0) } }
        guard let time = place(times), let input = place(inputs), let output = place(outputs) else { throw .noColumns }
        var requests: [TracedRequest] = []
        for row in 0..<table.count {
            if row % 4096 == 0, isCancelled() { throw .cancelled }
            let cells = table.cells(ofRow: row)
            guard let arrival = seconds(cells[time]), let prompt = count(cells[input]),
                let answer = count(cells[output])
            else { throw .notARequest(line: table.line(ofRow: row)) }
            requests.append(TracedRequest(arrival: arrival, input: max(1, prompt), output: max(1, answer)))
        }
        return requests
    }

    private static func lines(
        _ text: String, _ isCancelled: () -> Bool
    ) throws(RequestRecordsError) -> [TracedRequest] {
        var requests: [TracedRequest] = []
        var known: Set<Double> = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number % 1024 == 0, isCancelled() { throw .cancelled }
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard let value = try? JSON(parsing: String(line)), case .object(let fields) = value else {
                throw .notARequest(line: number + 1)
            }
            func figure(_ names: [String]) -> Double? {
                for (key, value) in fields where names.contains(key.lowercased()) {
                    if case .number(let number) = value { return number }
                }
                return nil
            }
            guard let time = figure(times), let prompt = figure(inputs), let answer = figure(outputs),
                let input = whole(prompt), let output = whole(answer)
            else { throw .notARequest(line: number + 1) }
            let cached = cached(fields, &known)
            requests.append(
                TracedRequest(
                    // Mooncake counts milliseconds.
                    arrival: time / 1000, input: max(1, input), output: max(1, output),
                    cached: min(cached, max(0, input - 1))))
        }
        return requests
    }

    /// Tokens of the prompt's first blocks that came before; notes its blocks.
    private static func cached(_ fields: [(key: String, value: JSON)], _ known: inout Set<Double>) -> Int {
        guard case .array(let hashes)? = fields.first(where: { $0.key == "hash_ids" })?.value else { return 0 }
        let blocks = hashes.compactMap { hash -> Double? in if case .number(let number) = hash { number } else { nil } }
        let seen = blocks.prefix { known.contains($0) }.count
        known.formUnion(blocks)
        return seen * block
    }

    private static func count(_ text: String) -> Int? { Double(text).flatMap(whole) }

    private static func whole(_ value: Double) -> Int? {
        (0...1e9).contains(value) ? Int(value.rounded()) : nil
    }

    /// Seconds from a number, or from a time of day such as `2023-11-16 18:15:46.680`.
    private static func seconds(_ text: String) -> Double? {
        if let number = Double(text) { return number }
        let parts = text.split { $0 == " " || $0 == "T" }
        guard parts.count == 2 else { return nil }
        let date = parts[0].split(separator: "-").compactMap { Int($0) }
        // A zone behind the time is the same for all rows.
        let clock = parts[1].prefix { $0.isNumber || $0 == ":" || $0 == "." }.split(separator: ":")
            .compactMap { Double($0) }
        guard date.count == 3, clock.count == 3 else { return nil }
        return Double(days(year: date[0], month: date[1], day: date[2])) * 86400
            + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    /// Days of the Gregorian calendar since some fixed one (Fliegel and Van Flandern, CACM 11, 1968).
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let turn = (month - 14) / 12
        return day - 32075 + 1461 * (year + 4800 + turn) / 4 + 367 * (month - 2 - turn * 12) / 12
            - 3 * ((year + 4900 + turn) / 100) / 4
    }
}
