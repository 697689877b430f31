import Text

/// The revisions of the Model Context Protocol that are spoken (modelcontextprotocol.io/specification).
enum ProtocolVersion {
    /// Those whose requests say themselves what they are, and share nothing ("Versioning and Compatibility").
    static let stateless = ["2026-07-28"]
    /// Those that begin with `initialize`, the newest first.
    static let initialized = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// The one that has batches ("Base Protocol", 2025-03-26; the next took them out).
    static let batched = "2025-03-26"

    static let versionField = "io.modelcontextprotocol/protocolVersion"
    static let capabilitiesField = "io.modelcontextprotocol/clientCapabilities"
    static let serverField = "io.modelcontextprotocol/serverInfo"

    /// Whether a request says its version, and so shares nothing with others.
    ///
    /// - Throws: where it is none of these, or what must stand beside it is missing.
    static func isStateless(_ parameters: JSONFields) throws(RPCError) -> Bool {
        guard let meta = parameters.fields("_meta"), let version = meta[versionField] else { return false }
        guard case .string(let name) = version, stateless.contains(name) else {
            // Reserved by the protocol for this ("Error Codes", 2026-07-28).
            var error = RPCError(code: -32022, message: ServiceWords.unsupportedVersion)
            error.data = ValueSchema.object([
                ("supported", .array((stateless + initialized).map { .string($0) })), ("requested", version),
            ])
            throw error
        }
        guard meta.fields(capabilitiesField) != nil else {
            throw .parameters(ServiceWords.missing("_meta.\(capabilitiesField)"))
        }
        return true
    }

    /// The revision that a client and this server both speak: the one asked for, or the newest.
    static func agreed(on wanted: String) -> String { initialized.contains(wanted) ? wanted : initialized[0] }
}
