import Synchronization
import Text

/// The end of a connection that reads: it may stand in another thread than the one that works.
public final class Receiver: Sendable {
    let inbox: Inbox
    private let send: @Sendable (String) -> Void

    init(_ stop: StopSign, send: @escaping @Sendable (String) -> Void) {
        inbox = Inbox(stop)
        self.send = send
    }

    /// Takes a line; what calls a request off does so at once.
    public func receive(_ line: LineFramer.Line) {
        guard case .bytes(let bytes) = line else {
            return refuse(.invalid(ServiceWords.tooLong(LineFramer.most)))
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return refuse(.parse(ServiceWords.noText))
        }
        let json: JSON
        do throws(JSONFault) { json = try JSON(parsing: text) } catch { return refuse(.parse(error.message)) }
        if case .array(let items) = json {
            guard !items.isEmpty else { return refuse(.invalid(ServiceWords.emptyBatch)) }
            return keep(items.map { RPCMessage($0) }, isBatch: true)
        }
        keep([RPCMessage(json)], isBatch: false)
    }

    /// The input ended: what waits is answered, as far as that is done at a moment.
    public func finish(until end: Double) { inbox.finish(until: end) }

    /// Ends all work.
    public func close() { inbox.close() }

    private func keep(_ messages: [RPCMessage], isBatch: Bool) {
        var left: [RPCMessage] = []
        for message in messages {
            switch message {
            case .notification("notifications/cancelled", let parameters):
                if let id = parameters["requestId"].flatMap(RPCIdentifier.init) { inbox.callOff(id) }
            case .notification, .answer: break
            case .request(let request) where request.method == "ping" && !isBatch:
                send(RPCMessage.result(.object([]), to: request.id).compact)
            case .request, .failure: left.append(message)
            }
        }
        guard !left.isEmpty else { return }
        if inbox.add(Inbox.Delivery(messages: left, isBatch: isBatch)) { return }
        for message in left {
            switch message {
            case .request(let request): refuse(.busy, to: request.id.json)
            case .failure(let id, let error): refuse(error, to: id)
            case .notification, .answer: break
            }
        }
    }

    private func refuse(_ error: RPCError, to id: JSON = .null) { send(RPCMessage.error(error, to: id).compact) }
}

/// Where a client wants to hear how far its request is.
final class ProgressReport: Sendable {
    private let token = Mutex<(token: JSON, begin: Double)?>(nil)

    /// Begins a request at a moment, with the token that it gave.
    func begin(_ token: JSON?, at moment: Double) {
        self.token.withLock { $0 = token.map { (token: $0, begin: moment) } }
    }

    /// The notification of a line of progress, with the seconds that went by; nil where nobody wants one.
    func line(_ text: String, at moment: Double) -> String? {
        guard !text.isEmpty, let (token, begin) = token.withLock({ $0 }) else { return nil }
        return ValueSchema.object([
            ("jsonrpc", .string("2.0")), ("method", .string("notifications/progress")),
            (
                "params",
                ValueSchema.object([
                    ("progressToken", token), ("progress", .number(moment - begin)), ("message", .string(text)),
                ])
            ),
        ]).compact
    }
}
