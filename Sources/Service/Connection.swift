import Language
import Notebook
import Presentation
import Text
import Units

/// One client: messages come in as lines, answers go out as lines, and its sessions live as long as it does.
public final class Connection<State: NotebookState> {
    /// Where its messages come in, from whatever thread reads them.
    public let receiver: Receiver
    private let shell: ServedShell<State>
    private let environment: Environment
    private let progress: ProgressReport
    private let prepare: () -> Void
    private let send: @Sendable (String) -> Void
    private lazy var tools = Tool.all(of: shell, environment)
    /// The revision that `initialize` agreed on; nil before.
    private var version: String?
    private var sessions: [String: Interpreter<State>] = [:]

    /// Sessions with names at most.
    private static var mostSessions: Int { 8 }

    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - shell: what is served.
    ///   - stop: what `environment` asks whether to stop.
    ///   - environment: the machine; it must open no files but those that the client may see.
    ///   - prepare: done before each call of a tool.
    ///   - send: writes one line, whole, from any thread.
    public init(
        _ shell: ServedShell<State>, stop: StopSign, environment: Environment,
        prepare: @escaping () -> Void = {}, send: @escaping @Sendable (String) -> Void
    ) {
        (self.shell, self.prepare, self.send) = (shell, prepare, send)
        receiver = Receiver(stop, send: send)
        let progress = ProgressReport()
        self.progress = progress
        var own = environment
        let now = environment.now
        own.progress = { text in
            if let line = progress.line(text, at: now()) { send(line) }
        }
        self.environment = own
    }

    /// Answers what came; waits so many milliseconds for the first where nothing did.
    ///
    /// - Returns: whether anything had come.
    public func work(waiting milliseconds: Int = 0) -> Bool {
        var delivery = milliseconds > 0 ? receiver.inbox.next(milliseconds: milliseconds) : receiver.inbox.nextAtOnce()
        let hasWorked = delivery != nil
        while let next = delivery {
            answer(next)
            delivery = receiver.inbox.nextAtOnce()
        }
        return hasWorked
    }

    private func answer(_ delivery: Inbox.Delivery) {
        if delivery.isBatch, version != ProtocolVersion.batched {
            return send(RPCMessage.error(.invalid(ServiceWords.noBatch), to: .null).compact)
        }
        let answers = delivery.messages.compactMap(answer)
        if delivery.isBatch {
            if !answers.isEmpty { send(JSON.array(answers).compact) }
        } else {
            for answer in answers { send(answer.compact) }
        }
    }

    private func answer(_ message: RPCMessage) -> JSON? {
        switch message {
        case .answer, .notification: return nil
        case .failure(let id, let error): return RPCMessage.error(error, to: id)
        case .request(let request):
            let answer: JSON
            do throws(RPCError) {
                guard let result = try result(of: request) else { return nil }
                answer = RPCMessage.result(result, to: request.id)
            } catch {
                answer = RPCMessage.error(error, to: request.id.json)
            }
            return answer
        }
    }

    // MARK: - Methods

    /// What a request comes to; nil where it was called off.
    private func result(of request: RPCRequest) throws(RPCError) -> JSON? {
        let isStateless = try ProtocolVersion.isStateless(request.parameters)
        let fields: [(String, JSON)]
        switch request.method {
        case "initialize" where !isStateless: fields = try initialize(request.parameters)
        case "ping" where !isStateless: fields = []
        case "server/discover" where isStateless:
            let versions = ProtocolVersion.stateless + ProtocolVersion.initialized
            fields =
                [("supportedVersions", .array(versions.map { .string($0) }))] + identity + Self.lasting
        case "tools/list":
            try requireVersion(isStateless)
            fields = [("tools", .array(tools.map(\.json)))] + (isStateless ? Self.lasting : [])
        case "tools/call":
            try requireVersion(isStateless)
            guard let result = try call(request, isStateless: isStateless) else { return nil }
            fields = result
        default: throw .noMethod(request.method)
        }
        guard isStateless else { return ValueSchema.object(fields) }
        let meta = ValueSchema.object([(ProtocolVersion.serverField, server)])
        return ValueSchema.object([("resultType", .string("complete"))] + fields + [("_meta", meta)])
    }

    /// How long lists may be kept: they are the same as long as the program runs.
    private static var lasting: [(String, JSON)] { [("ttlMs", .number(3_600_000)), ("cacheScope", .string("public"))] }

    private var server: JSON {
        ValueSchema.object([
            ("name", .string(shell.name)), ("title", .string(shell.title())), ("version", .string(Version.number)),
        ])
    }

    private var identity: [(String, JSON)] {
        [
            ("capabilities", ValueSchema.object([("tools", .object([]))])), ("serverInfo", server),
            ("instructions", .string(shell.instructions())),
        ]
    }

    private func initialize(_ parameters: JSONFields) throws(RPCError) -> [(String, JSON)] {
        guard let wanted = parameters.text("protocolVersion") else {
            throw .parameters(ServiceWords.missing("protocolVersion"))
        }
        let agreed = ProtocolVersion.agreed(on: wanted)
        version = agreed
        return [("protocolVersion", .string(agreed))] + identity
    }

    private func requireVersion(_ isStateless: Bool) throws(RPCError) {
        guard isStateless || version != nil else { throw .invalid(ServiceWords.notInitialized) }
    }

    // MARK: - Calls

    /// The answer of a tool; nil where nobody waits for it any more.
    private func call(_ request: RPCRequest, isStateless: Bool) throws(RPCError) -> [(String, JSON)]? {
        guard let name = request.parameters.text("name") else { throw .parameters(ServiceWords.missing("name")) }
        guard let tool = tools.first(where: { $0.name == name }) else {
            let nearest = NearestName.of(name, in: tools.map(\.name))
            throw .parameters(ServiceWords.noTool(name, nearest: nearest))
        }
        let given: JSONFields
        switch request.parameters["arguments"] {
        case nil, .null?: given = JSONFields([])
        case .object(let members)?: given = JSONFields(members)
        default: throw .parameters(ServiceWords.wrongKind("arguments", expected: ServiceWords.anObject))
        }
        let inbox = receiver.inbox
        do throws(ToolFault) {
            let arguments = try ToolArguments(given, names: tool.properties.map(\.0))
            let seconds = try arguments.seconds()
            let session = try arguments.text("session")
            let interpreter = try interpreter(session ?? (isStateless ? nil : ""))
            let begin = environment.now()
            prepare()
            guard inbox.begin(request.id, until: begin + seconds) else { return nil }
            progress.begin(request.parameters.fields("_meta")?["progressToken"], at: begin)
            let call = ToolCall(interpreter, isCancelled: environment.isCancelled)
            var fault: ToolFault?
            do throws(ToolFault) { try tool.call(arguments, call) } catch {
                let isLate = environment.now() >= begin + seconds
                fault = isLate ? ToolFault(message: ServiceWords.timeIsOver(seconds)) : error
            }
            progress.begin(nil, at: begin)
            if interpreter.hasQuit { sessions[session ?? ""] = nil }
            guard inbox.end(request.id) else { return nil }
            return Self.fields(call.result(fault))
        } catch {
            // What does not fit a tool is told where a model reads it, so that it can mend it.
            let empty = ToolCall(Interpreter<State>(environment: environment), isCancelled: { false })
            return Self.fields(empty.result(error))
        }
    }

    private static func fields(_ result: (content: JSON, structured: JSON, isError: Bool)) -> [(String, JSON)] {
        [
            ("content", result.content), ("structuredContent", result.structured),
            ("isError", .bool(result.isError)),
        ]
    }

    /// The interpreter of a session: a new one where it has no name, the connection's own where that is empty.
    private func interpreter(_ name: String?) throws(ToolFault) -> Interpreter<State> {
        if let name, let open = sessions[name] { return open }
        var state = State()
        state.format = .json
        let interpreter = Interpreter<State>(environment: environment, session: state)
        guard let name else { return interpreter }
        let named = sessions.keys.filter { !$0.isEmpty }.sorted()
        guard name.isEmpty || named.count < Self.mostSessions else {
            throw ToolFault(message: ServiceWords.tooManySessions(named))
        }
        sessions[name] = interpreter
        return interpreter
    }
}
