import Text

/// Values of the chart llm-d-modelservice (v0.4.12), whose model server is vLLM.
enum ChartFiles {
    static func files(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchFile] {
        var lines = [
            "modelArtifacts:", "  name: \(JSON.quoted(spec.model))", "  uri: \(JSON.quoted("hf://" + spec.model))",
            "  size: 1Ti", "accelerator:", "  type: \(spec.accelerator.rawValue)",
            "multinode: \(spec.workers.contains { spec.nodes($0) > 1 })", "routing:",
            "  servicePort: 8000", "  proxy:", "    enabled: \(spec.isApart)", "    targetPort: 8200",
            "    connector: nixlv2",
        ]
        for role in [LaunchReading.Role.decode, .prefill] {
            let worker = spec.workers.first { $0.role == role } ?? (role == .decode ? spec.workers.first : nil)
            guard let worker, worker.role == role || worker.role == nil else {
                lines += ["\(role.rawValue):", "  create: false"]
                continue
            }
            lines += values(worker, role, dialect, spec)
        }
        return [LaunchFile(name: "values.yaml", text: lines.joined(separator: "\n") + "\n")]
    }

    private static func values(
        _ worker: LaunchSpec.Worker, _ role: LaunchReading.Role, _ dialect: RuntimeDialect, _ spec: LaunchSpec
    ) -> [String] {
        let each = max(1, worker.chips / max(1, worker.data))
        let local = min(worker.data, max(1, spec.nodeChips / each))
        // The chart writes these two from its own fields.
        let own = ["--tensor-parallel-size", "--data-parallel-size"]
        let arguments = dialect.arguments(worker, spec).filter { !own.contains($0.flag) }.map(\.forBothWays)
        // Behind the sidecar a decode server listens elsewhere.
        let port = spec.isApart && role == .decode ? 8200 : 8000
        return [
            "\(role.rawValue):", "  create: true", "  replicas: \(worker.count * spec.replicas)", "  parallelism:",
            "    tensor: \(worker.tensor)", "    data: \(worker.data)", "    dataLocal: \(local)",
            "    workers: \(spec.nodes(worker))", "  containers:", "  - name: vllm", "    image: \(dialect.image)",
            "    modelCommand: vllmServe", "    args:",
        ] + ([LaunchArgument("--port", port)] + arguments).flatMap(\.words).map { "    - " + JSON.quoted($0) }
            + ["    mountModelVolume: true"]
    }

    static func lacks(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchLack] {
        let most = spec.workers.map { spec.nodes($0) }.max() ?? 1
        return most > 1 ? [.nodes(most)] : []
    }
}
