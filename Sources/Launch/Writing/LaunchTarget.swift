/// What files are written for, declared once: `export --for`, its help and completion follow.
public struct LaunchTarget: Sendable {
    /// The word that is typed.
    public let name: String
    /// The runtime that serves; nil where the plan says.
    let dialect: RuntimeDialect?
    /// Who measures.
    let client: BenchmarkScript.Client
    /// The files that start the servers.
    let files: @Sendable (RuntimeDialect, LaunchSpec) -> [LaunchFile]
    /// What it lacks of a plan beside the runtime.
    let lacks: @Sendable (RuntimeDialect, LaunchSpec) -> [LaunchLack]
    /// The runtimes that it can start; nil for all.
    var families: [LaunchRuntime.Family]? = nil

    /// The registry: a target is one file and one line here.
    public static let all: [LaunchTarget] = [.vllm, .sglang, .tensorRT, .dynamo, .llmD, .kubernetes]

    static let vllm = LaunchTarget(
        name: "vllm", dialect: .vllm, client: .vllm, files: ShellFiles.files, lacks: { _, _ in [] })
    static let sglang = LaunchTarget(
        name: "sglang", dialect: .sglang, client: .sglang, files: ShellFiles.files, lacks: { _, _ in [] })
    static let tensorRT = LaunchTarget(
        name: "trtllm", dialect: .tensorRT, client: .aiperf, files: ShellFiles.files, lacks: { _, _ in [] })
    static let dynamo = LaunchTarget(
        name: "dynamo", dialect: nil, client: .aiperf, files: DynamoFiles.files, lacks: { _, _ in [] })
    static let llmD = LaunchTarget(
        name: "llm-d", dialect: nil, client: .vllm, files: ChartFiles.files, lacks: ChartFiles.lacks, families: [.vllm])
    static let kubernetes = LaunchTarget(
        name: "k8s", dialect: nil, client: .vllm, files: KubernetesFiles.files,
        lacks: KubernetesFiles.lacks)

    /// The files of a plan, what the runtime lacks of it, and the runtime with its version.
    ///
    /// - Parameter family: the runtime that the plan is of.
    public func write(
        _ spec: LaunchSpec, family: LaunchRuntime.Family
    ) -> (files: [LaunchFile], lacks: [LaunchLack], runtime: String) {
        let own: RuntimeDialect =
            switch family {
            case .sglang: .sglang
            case .trtllm: .tensorRT
            case .vllm, .other: .vllm
            }
        let isOwn = families.map { $0.contains(own.runtime.family) } ?? true
        let dialect = dialect ?? (isOwn ? own : .vllm)
        var lacks: [LaunchLack] = []
        if family != .other, dialect.runtime.family != family { lacks.append(.runtime(own.runtime.name)) }
        for lack in spec.workers.flatMap({ dialect.lacks($0, spec) }) + self.lacks(dialect, spec)
        where !lacks.contains(lack) {
            lacks.append(lack)
        }
        if spec.replicas > 1 { lacks.append(.copies(spec.replicas)) }
        let port = spec.isApart || self.dialect == nil ? 8000 : dialect.port(nil)
        // SGLang's client speaks to all of its servers; others are measured by what speaks to any.
        let client = self.dialect == nil && dialect.runtime.family != .vllm ? BenchmarkScript.Client.aiperf : client
        let bench = LaunchFile(name: "bench.sh", text: BenchmarkScript(client: client, spec: spec, port: port).text)
        let runtime = "\(dialect.runtime.name) \(dialect.runtime.table.version)"
        return (files(dialect, spec) + [bench], lacks, runtime)
    }
}
