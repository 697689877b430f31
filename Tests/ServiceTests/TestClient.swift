import Notebook
import Service
import Storage
import Synchronization
import TestSupport
import Testing
import Text
import Verbs

/// A program that is served, without a process between.
final class TestClient {
    private final class Answers: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        func take() -> [String] {
            lines.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }
    }

    let connection: Connection<Session>
    let disk = MemoryDisk()
    private let answers = Answers()
    private var count = 0

    /// The fields of a request of the revision that shares nothing.
    static let meta = """
        "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", \
        "io.modelcontextprotocol/clientCapabilities": {}}
        """

    /// Opens a connection; `version` is agreed on unless it is nil.
    init(version: String? = "2025-11-25", now: @escaping @Sendable () -> Double = { 0 }) throws {
        let stop = StopSign()
        let environment = Environment(
            cores: 1, now: now, isCancelled: { stop.isSet(at: now()) },
            files: disk.fileSystem.served)
        connection = Connection(Session.served, stop: stop, environment: environment) { [answers] in answers.add($0) }
        if let version { _ = try ask("initialize", "\"protocolVersion\": \"\(version)\"") }
    }

    /// Hands bytes over without looking at answers.
    func receive(_ text: String) { connection.receiver.receive(.bytes(Array(text.utf8))) }

    /// What came back to some bytes.
    func send(_ text: String) throws -> [JSON] {
        receive(text)
        return try rest()
    }

    /// What came back since.
    func rest() throws -> [JSON] {
        _ = connection.work()
        return try answers.take().map { try JSON(parsing: $0) }
    }

    /// The answer to a request.
    func ask(_ method: String, _ parameters: String = "") throws -> JSON {
        count += 1
        let text = "{\"jsonrpc\": \"2.0\", \"id\": \(count), \"method\": \"\(method)\", \"params\": {\(parameters)}}"
        let answers = try send(text)
        let answer = try #require(answers.last)
        #expect(answers.count == 1 && answer["id"] == .number(Double(count)))
        return answer
    }

    /// The structured answer of a tool.
    func call(_ tool: String, _ arguments: String = "", meta: Bool = false) throws -> JSON {
        let result = try #require(
            try ask(
                "tools/call",
                "\"name\": \"\(tool)\", \"arguments\": {\(arguments)}" + (meta ? ", " + Self.meta : ""))["result"])
        return try #require(result["structuredContent"])
    }
}

extension JSON {
    /// A field of an object, or an item of an array by its place; nil where there is none.
    subscript(name: String) -> JSON? {
        if case .object(let members) = self { return members.first { $0.key == name }?.value }
        return nil
    }

    subscript(place: Int) -> JSON? {
        if case .array(let items) = self, items.indices.contains(place) { return items[place] }
        return nil
    }

    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var keys: [String] { if case .object(let members) = self { members.map(\.key) } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// What stands behind a row of names and places.
    func at(_ path: String) -> JSON? {
        path.split(separator: ".").reduce(Optional(self)) { json, step in
            Int(step).map { json?[$0] } ?? json?[String(step)]
        }
    }
}
