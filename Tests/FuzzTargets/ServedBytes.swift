import Service
import Storage
import Synchronization
import TestSupport
import Text
import Verbs

/// Bytes that a program sends to a connection, each line answered before the next.
struct ServedBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The lines that came back.
    private final class Answers: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    /// Sends them all; every line that comes back is one JSON object of JSON-RPC, or a batch of them.
    func run() {
        let answers = Answers()
        var environment = SessionLines.environment()
        environment.files = environment.files.served
        let stop = StopSign()
        let connection = Connection(Session.served, stop: stop, environment: environment) { answers.add($0) }
        var framer = LineFramer()
        // Pieces of odd lengths: a message may come in several, and several in one.
        for start in stride(from: 0, to: bytes.count, by: 97) {
            for line in framer.add(bytes[start..<min(start + 97, bytes.count)]) {
                connection.receiver.receive(line)
                _ = connection.work()
            }
        }
        if let rest = framer.finish() { connection.receiver.receive(rest) }
        _ = connection.work()
        for line in answers.all {
            precondition(!line.contains(where: \.isNewline), "an answer is one line")
            let value = try? JSON(parsing: line)
            switch value {
            case .object(let members)?:
                precondition(members.first?.key == "jsonrpc", "an answer is JSON-RPC")
            case .array(let items)?: precondition(!items.isEmpty, "a batch has answers")
            default: preconditionFailure("an answer is JSON")
            }
        }
    }
}
