/// A script for each worker, and a router where prefill and decode are apart.
enum ShellFiles {
    static func files(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchFile] {
        var files: [LaunchFile] = []
        for worker in spec.workers {
            files.append(LaunchFile(name: worker.name + ".sh", text: script(worker, dialect, spec)))
            let settings = dialect.settings(worker, spec)
            if !settings.isEmpty {
                files.append(LaunchFile(name: worker.name + ".yaml", text: settings.joined(separator: "\n") + "\n"))
            }
        }
        return files + (spec.isApart ? router(dialect, spec) : [])
    }

    private static func script(_ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec) -> String {
        let nodes = spec.nodes(worker)
        let port = dialect.port(worker.role)
        var line = LaunchLine(
            program: dialect.program(spec),
            arguments: [
                LaunchArgument("--host", "0.0.0.0"),
                worker.count > 1 ? LaunchArgument("--port", "$PORT") : LaunchArgument("--port", port),
            ] + dialect.arguments(worker, spec))
        var lines = ["#!/bin/sh"]
        let family = dialect.runtime.family
        if worker.count > 1 {
            lines.append("# \(worker.count) servers like this one: INDEX=0, 1, ... tells those on one host apart.")
        }
        if nodes > 1 {
            lines.append("# \(nodes) nodes of \(spec.nodeChips) chips; on each NODE_RANK=0, 1, ..., HEAD is the first.")
        }
        lines.append("set -eu")
        if worker.count > 1 {
            lines += ["INDEX=${INDEX:-0}", "PORT=$((\(port) + INDEX))"]
            // Each rank of a server takes a port from there on.
            if worker.role != nil, family == .vllm { lines.append("CHANNEL=$((5600 + \(spec.nodeChips) * INDEX))") }
            if worker.role == .prefill, family == .sglang {
                lines.append("BOOTSTRAP=$((\(SGLangWriter.bootstrap) + INDEX))")
                line.arguments = line.arguments.map {
                    $0.flag == SGLangWriter.bootstrapFlag ? LaunchArgument($0.flag, "$BOOTSTRAP") : $0
                }
            }
        }
        if worker.role != nil, family == .vllm {
            line.environment = [
                ("VLLM_NIXL_SIDE_CHANNEL_HOST", "$(hostname -i)"),
                ("VLLM_NIXL_SIDE_CHANNEL_PORT", worker.count > 1 ? "$CHANNEL" : "5600"),
            ]
        }
        if !dialect.settings(worker, spec).isEmpty {
            line.arguments.append(LaunchArgument("--config", worker.name + ".yaml"))
            lines.append("cd \"$(dirname \"$0\")\"")
        }
        if nodes > 1 {
            if family == .trtllm {
                line.program =
                    ["srun", "-N", String(nodes), "--ntasks-per-node", String(spec.nodeChips), "--mpi=pmix"]
                    + ["trtllm-llmapi-launch"] + line.program
            } else {
                lines += ["NODE_RANK=${NODE_RANK:-0}", "HEAD=${HEAD:-127.0.0.1}"]
            }
            line.arguments += dialect.placement(worker, spec, "NODE_RANK", "HEAD")
        }
        // Only the first node of vLLM has a front end.
        guard nodes > 1, family == .vllm else { return (lines + [line.shell]).joined(separator: "\n") + "\n" }
        var other = line
        other.arguments.append(LaunchArgument("--headless"))
        return
            (lines + [
                "if [ \"$NODE_RANK\" -eq 0 ]; then", line.first.shell, "else", other.shell, "fi",
            ]).joined(separator: "\n") + "\n"
    }

    /// The program that sends each request to a prefill and a decode server.
    static func router(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchFile] {
        let (prefill, decode) = (dialect.port(.prefill), dialect.port(.decode))
        func urls(_ role: LaunchReading.Role) -> Int { spec.workers.first { $0.role == role }?.count ?? 1 }
        func names(_ role: LaunchReading.Role) -> [String] {
            (0..<urls(role)).map { "$\(role == .prefill ? "PREFILL" : "DECODE")\($0)" }
        }
        // As their scripts start them, all on this host.
        func hosts(_ role: LaunchReading.Role, _ port: Int) -> [String] {
            (0..<urls(role)).map { number in
                let name = "\(role == .prefill ? "PREFILL" : "DECODE")\(number)"
                return "\(name)=${\(name):-127.0.0.1:\(port + number)}"
            }
        }
        let bootstraps = (0..<urls(.prefill)).map {
            "BOOTSTRAP\($0)=${BOOTSTRAP\($0):-\(SGLangWriter.bootstrap + $0)}"
        }
        let title =
            switch dialect.runtime.family {
            case .vllm: ClientFlags.title(of: "vllm-router")
            case .sglang: ClientFlags.title(of: "sglang_router.launch_router")
            case .trtllm, .other: "\(dialect.runtime.name) \(dialect.runtime.table.version)"
            }
        let head =
            ["#!/bin/sh", "# \(title).", "# The addresses of the servers stand in these variables.", "set -eu"]
            + hosts(.prefill, prefill) + hosts(.decode, decode)
            + (dialect.runtime.family == .sglang ? bootstraps : [])
        let line: LaunchLine
        switch dialect.runtime.family {
        case .vllm:
            // vllm-router 0.1.17 (PyPI): vllm_router/router_args.py.
            line = LaunchLine(
                program: ["vllm-router", "--vllm-pd-disaggregation"],
                arguments: names(.prefill).map { LaunchArgument("--prefill", "http://" + $0) }
                    + names(.decode).map { LaunchArgument("--decode", "http://" + $0) }
                    + [LaunchArgument("--host", "0.0.0.0"), LaunchArgument("--port", 8000)])
        case .sglang:
            // sglang-router 0.3.2 (PyPI): sglang_router/router_args.py.
            line = LaunchLine(
                program: ["python3", "-m", "sglang_router.launch_router", "--pd-disaggregation"],
                arguments: names(.prefill).enumerated().map { number, name in
                    LaunchArgument("--prefill \"http://\(name)\" \"$BOOTSTRAP\(number)\"")
                } + names(.decode).map { LaunchArgument("--decode", "http://" + $0) }
                    + [LaunchArgument("--host", "0.0.0.0"), LaunchArgument("--port", 8000)])
        case .trtllm, .other:
            return [tensorRTRouter(names(.prefill), names(.decode), head)]
        }
        let text = (head + [line.shell.replacing("'", with: "\"")]).joined(separator: "\n") + "\n"
        return [LaunchFile(name: "router.sh", text: text)]
    }

    /// The router of TensorRT-LLM reads a file, into which the addresses are put.
    private static func tensorRTRouter(_ prefill: [String], _ decode: [String], _ head: [String]) -> LaunchFile {
        func list(_ urls: [String]) -> [String] { urls.map { "    - \"\($0)\"" } }
        let file =
            ["hostname: 0.0.0.0", "port: 8000", "backend: pytorch", "context_servers:"]
            + ["  num_instances: \(prefill.count)", "  urls:"] + list(prefill) + ["generation_servers:"]
            + ["  num_instances: \(decode.count)", "  urls:"] + list(decode)
        let lines = head + ["cat > router.yaml << EOF"] + file + ["EOF", "trtllm-serve disaggregated -c router.yaml"]
        return LaunchFile(name: "router.sh", text: lines.joined(separator: "\n") + "\n")
    }
}
