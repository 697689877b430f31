/// A Deployment for each worker that fits a node, a LeaderWorkerSet for one that does not, and services in front.
enum KubernetesFiles {
    static func files(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchFile] {
        var files: [LaunchFile] = []
        for worker in spec.workers {
            let isWide = spec.nodes(worker) > 1
            let lines = isWide ? set(worker, dialect, spec) : deployment(worker, dialect, spec)
            let all = settings(worker, dialect, spec) + lines + ["---"] + service(worker, dialect, isWide: isWide)
            files.append(LaunchFile(name: worker.name + ".yaml", text: all.joined(separator: "\n") + "\n"))
        }
        return files + (spec.isApart ? [router(dialect, spec)] : [])
    }

    static func lacks(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchLack] {
        let servers = spec.workers.first { $0.role == .prefill }?.count ?? 1
        return servers * spec.replicas > 1 ? [.routing(servers * spec.replicas)] : []
    }

    /// The router, which finds the servers by the names of their services.
    private static func router(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> LaunchFile {
        var one = spec
        for place in one.workers.indices { one.workers[place].count = 1 }
        let (image, package) =
            switch dialect.runtime.family {
            case .sglang: (dialect.image, "pip install sglang-router==0.3.2")
            case .vllm: (dialect.image, "pip install vllm-router==0.1.17")
            case .trtllm, .other: (dialect.image, "cd /tmp")
            }
        let script = ShellFiles.router(dialect, one).map(\.text).joined()
        let lines = [
            "apiVersion: apps/v1", "kind: Deployment", "metadata:", "  name: router", "spec:", "  replicas: 1",
            "  selector:", "    matchLabels:", "      app: router", "  template:", "    metadata:", "      labels:",
            "        app: router", "    spec:", "      containers:", "      - name: router", "        image: \(image)",
            "        env:", "        - name: PREFILL0", "          value: prefill:\(dialect.port(.prefill))",
            "        - name: DECODE0", "          value: decode:\(dialect.port(.decode))",
            "        command: [\"/bin/sh\", \"-c\"]", "        args:", "        - |",
            "          \(package)",
        ]
        let all =
            lines + script.split(separator: "\n").map { "          " + $0 }
            + [
                "        ports:", "        - containerPort: 8000", "---", "apiVersion: v1", "kind: Service",
                "metadata:",
                "  name: router", "spec:", "  selector:", "    app: router", "  ports:", "  - port: 8000",
                "    targetPort: 8000",
            ]
        return LaunchFile(name: "router.yaml", text: all.joined(separator: "\n") + "\n")
    }

    /// The name that the settings of an engine are mounted under.
    private static let folder = "/etc/engine"

    /// The settings that the command names, as a map.
    private static func settings(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec
    ) -> [String] {
        let lines = dialect.settings(worker, spec)
        guard !lines.isEmpty else { return [] }
        return [
            "apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: \(worker.name)-engine", "data:",
            "  \(worker.name).yaml: |",
        ] + lines.map { "    " + $0 } + ["---"]
    }

    private static func deployment(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec
    ) -> [String] {
        let count = worker.count * spec.replicas
        return [
            "apiVersion: apps/v1", "kind: Deployment", "metadata:", "  name: \(worker.name)", "spec:",
            "  replicas: \(count)", "  selector:", "    matchLabels:", "      app: \(worker.name)", "  template:",
            "    metadata:", "      labels:", "        app: \(worker.name)", "    spec:",
        ] + pod(worker, dialect, spec, script: line(worker, dialect, spec).shell, indent: 6)
    }

    private static func set(_ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [String] {
        let (nodes, count) = (spec.nodes(worker), worker.count * spec.replicas)
        var line = line(worker, dialect, spec)
        line.arguments += dialect.placement(worker, spec, "LWS_WORKER_INDEX", "LWS_LEADER_ADDRESS")
        var other = line
        if dialect.runtime.family == .vllm { other.arguments.append(LaunchArgument("--headless")) }
        return [
            "apiVersion: leaderworkerset.x-k8s.io/v1", "kind: LeaderWorkerSet", "metadata:", "  name: \(worker.name)",
            "spec:", "  replicas: \(count)", "  leaderWorkerTemplate:", "    size: \(nodes)",
            "    restartPolicy: RecreateGroupOnPodRestart", "    leaderTemplate:", "      metadata:", "        labels:",
            "          app: \(worker.name)", "      spec:",
        ] + pod(worker, dialect, spec, script: line.first.shell, indent: 8) + ["    workerTemplate:", "      spec:"]
            + pod(worker, dialect, spec, script: other.shell, indent: 8)
    }

    private static func line(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec
    ) -> LaunchLine {
        var line = LaunchLine(
            program: dialect.program(spec),
            arguments: [
                LaunchArgument("--host", "0.0.0.0"), LaunchArgument("--port", dialect.port(worker.role)),
            ] + dialect.arguments(worker, spec))
        if !dialect.settings(worker, spec).isEmpty {
            line.arguments.append(LaunchArgument("--config", "\(folder)/\(worker.name).yaml"))
        }
        return line
    }

    private static func pod(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec, script: String, indent: Int
    ) -> [String] {
        let hasSettings = !dialect.settings(worker, spec).isEmpty
        var lines = ["containers:", "- name: \(worker.name)", "  image: \(dialect.image)"]
        if worker.role != nil, dialect.runtime.family == .vllm {
            lines += [
                "  env:", "  - name: VLLM_NIXL_SIDE_CHANNEL_HOST", "    valueFrom:", "      fieldRef:",
                "        fieldPath: status.podIP",
            ]
        }
        lines += ["  command: [\"/bin/sh\", \"-c\"]", "  args:", "  - |"]
        lines += script.split(separator: "\n").map { "    " + $0 }
        lines += [
            "  ports:", "  - containerPort: \(dialect.port(worker.role))", "  resources:", "    limits:",
            "      \(spec.accelerator.resource): \"\(spec.local(worker))\"", "  volumeMounts:", "  - name: shm",
            "    mountPath: /dev/shm",
        ]
        if hasSettings { lines += ["  - name: engine", "    mountPath: \(folder)"] }
        lines += ["volumes:", "- name: shm", "  emptyDir:", "    medium: Memory"]
        if hasSettings { lines += ["- name: engine", "  configMap:", "    name: \(worker.name)-engine"] }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }

    private static func service(_ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, isWide: Bool) -> [String] {
        let port = dialect.port(worker.role)
        return [
            "apiVersion: v1", "kind: Service", "metadata:", "  name: \(worker.name)", "spec:", "  selector:",
            "    app: \(worker.name)", "  ports:", "  - port: \(port)", "    targetPort: \(port)",
        ]
    }
}
