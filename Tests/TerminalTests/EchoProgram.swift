import TestSupport
import Testing

/// The echo program that the tests talk to, built beside them.
enum EchoProgram {
    static let prompt = "echo> "

    static var path: String { Project.program("EditorEcho") }

    /// Starts it and waits for the first prompt.
    static func start(
        environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
    ) throws -> PtySession {
        let session = try PtySession(path, environment: environment, columns: columns, rows: rows)
        session.expect(prompt)
        return session
    }
}
