import Text

/// The number or name that tells a request from others (JSON-RPC 2.0, "Request object").
struct RPCIdentifier: Hashable, Sendable {
    /// As it came, so that it goes back unchanged.
    let json: JSON
    private let text: String

    /// Whole numbers beyond this are not told apart by every reader of JSON (RFC 8259, section 6).
    private static let largest = 9_007_199_254_740_991.0

    /// Takes a text or a whole number; nil for what is neither.
    init?(_ json: JSON) {
        switch json {
        case .string: break
        case .number(let number) where number == number.rounded() && number.magnitude <= Self.largest: break
        default: return nil
        }
        self.json = json
        text = json.compact
    }

    static func == (left: RPCIdentifier, right: RPCIdentifier) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Why a request is refused.
struct RPCError: Error, Sendable, Equatable {
    let code: Int
    let message: String
    var data: JSON?

    /// The text is no JSON.
    static func parse(_ reason: String) -> RPCError { RPCError(code: -32700, message: ServiceWords.noJSON(reason)) }
    /// The JSON is no request.
    static func invalid(_ reason: String) -> RPCError { RPCError(code: -32600, message: reason) }
    /// There is no such method.
    static func noMethod(_ name: String) -> RPCError { RPCError(code: -32601, message: ServiceWords.noMethod(name)) }
    /// The parameters do not fit the method.
    static func parameters(_ reason: String) -> RPCError { RPCError(code: -32602, message: reason) }
    /// More requests wait than are kept; the code lies outside of what JSON-RPC and MCP reserve.
    static var busy: RPCError { RPCError(code: 1, message: ServiceWords.busy) }

    var json: JSON {
        .object(
            [
                (key: "code", value: .number(Double(code))), (key: "message", value: .string(message)),
            ] + (data.map { [(key: "data", value: $0)] } ?? []))
    }
}

/// A request that wants an answer.
struct RPCRequest: Sendable {
    let id: RPCIdentifier
    let method: String
    let parameters: JSONFields
}

/// What one message asks for.
enum RPCMessage: Sendable {
    case request(RPCRequest)
    case notification(method: String, JSONFields)
    /// An answer, which nobody here waits for.
    case answer
    case failure(id: JSON, RPCError)

    /// Reads one message.
    init(_ json: JSON) {
        guard case .object(let members) = json else {
            self = .failure(id: .null, .invalid(ServiceWords.notAnObject))
            return
        }
        let fields = JSONFields(members)
        let sent = fields["id"]
        let id = sent.flatMap(RPCIdentifier.init)
        guard fields["jsonrpc"] == .string("2.0") else {
            self = .failure(id: id?.json ?? .null, .invalid(ServiceWords.noVersion))
            return
        }
        guard let method = fields["method"] else {
            let isAnswer = fields["result"] != nil || fields["error"] != nil
            self = isAnswer ? .answer : .failure(id: id?.json ?? .null, .invalid(ServiceWords.methodMissing))
            return
        }
        guard case .string(let name) = method else {
            self = .failure(id: id?.json ?? .null, .invalid(ServiceWords.methodMissing))
            return
        }
        let parameters: JSONFields
        switch fields["params"] {
        case nil: parameters = JSONFields([])
        case .object(let members)?: parameters = JSONFields(members)
        default:
            self = .failure(id: id?.json ?? .null, .parameters(ServiceWords.parametersByName))
            return
        }
        if sent == nil {
            self = .notification(method: name, parameters)
        } else if let id {
            self = .request(RPCRequest(id: id, method: name, parameters: parameters))
        } else {
            self = .failure(id: .null, .invalid(ServiceWords.noIdentifier))
        }
    }

    /// The text of an answer.
    static func result(_ result: JSON, to id: RPCIdentifier) -> JSON {
        .object([(key: "jsonrpc", value: .string("2.0")), (key: "id", value: id.json), (key: "result", value: result)])
    }

    /// The text of a refusal.
    static func error(_ error: RPCError, to id: JSON) -> JSON {
        .object([(key: "jsonrpc", value: .string("2.0")), (key: "id", value: id), (key: "error", value: error.json)])
    }
}

/// The members of a JSON object.
struct JSONFields: Sendable {
    let members: [(key: String, value: JSON)]

    init(_ members: [(key: String, value: JSON)]) { self.members = members }

    subscript(name: String) -> JSON? { members.first { $0.key == name }?.value }

    /// The members of an object that stands in it.
    func fields(_ name: String) -> JSONFields? {
        if case .object(let members)? = self[name] { JSONFields(members) } else { nil }
    }

    /// The text that stands in it.
    func text(_ name: String) -> String? { if case .string(let text)? = self[name] { text } else { nil } }
}
