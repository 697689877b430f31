import Text

/// A graph of Dynamo 1.6.1 (DynamoGraphDeployment, nvidia.com/v1beta1): a front end, and a component for each worker.
enum DynamoFiles {
    static func files(_ dialect: RuntimeDialect, _ spec: LaunchSpec) -> [LaunchFile] {
        let module = ["vllm": "vllm", "sglang": "sglang", "trtllm": "trtllm"][dialect.runtime.name] ?? "vllm"
        let image = "nvcr.io/nvidia/ai-dynamo/\(module == "trtllm" ? "tensorrtllm" : module)-runtime:1.6.1"
        var lines = [
            "apiVersion: nvidia.com/v1beta1", "kind: DynamoGraphDeployment", "metadata:", "  name: plan", "spec:",
            "  backendFramework: \(module)", "  components:", "  - name: Frontend", "    type: frontend",
            "    replicas: 1", "    podTemplate:", "      spec:", "        containers:", "        - name: main",
            "          image: \(image)",
        ]
        for worker in spec.workers { lines += component(worker, dialect, spec, module: module, image: image) }
        return [LaunchFile(name: "graph.yaml", text: lines.joined(separator: "\n") + "\n")]
    }

    private static func component(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec, module: String, image: String
    ) -> [String] {
        let name = worker.role == .prefill ? "PrefillWorker" : worker.role == .decode ? "DecodeWorker" : "Worker"
        let nodes = spec.nodes(worker)
        var lines = [
            "  - name: \(name)", "    type: \(worker.role?.rawValue ?? "worker")",
            "    replicas: \(worker.count * spec.replicas)",
        ]
        if nodes > 1 { lines += ["    multinode:", "      nodeCount: \(nodes)"] }
        lines += [
            "    podTemplate:", "      spec:", "        containers:", "        - name: main",
            "          image: \(image)",
            "          command: [\"python3\", \"-m\", \"dynamo.\(module)\"]", "          args:",
        ]
        lines += arguments(worker, dialect, spec).flatMap(\.words).map { "          - " + JSON.quoted($0) }
        return lines + [
            "          resources:", "            limits:",
            "              \(spec.accelerator.resource): \"\(spec.local(worker))\"",
        ]
    }

    /// The worker's own flags; TensorRT-LLM's settings are laid over as one object.
    private static func arguments(
        _ worker: LaunchSpec.Worker, _ dialect: RuntimeDialect, _ spec: LaunchSpec
    ) -> [LaunchArgument] {
        let isModelPath = dialect.runtime.family != .vllm
        var list = [
            LaunchArgument(isModelPath ? "--model-path" : "--model", spec.model),
            LaunchArgument("--served-model-name", spec.model),
        ]
        guard dialect.runtime.family == .trtllm else {
            // Dynamo's flag for the half of inference stands beside the engine's way to hand the cache on.
            list += dialect.arguments(worker, spec).map(\.forBothWays)
            if let role = worker.role, dialect.runtime.family == .vllm {
                list.append(LaunchArgument("--disaggregation-mode", role.rawValue))
            }
            return list
        }
        // dynamo/trtllm/backend_args.py has long names with dashes.
        let names = [
            "--tp_size": "--tensor-parallel-size", "--pp_size": "--pipeline-parallel-size",
            "--ep_size": "--expert-parallel-size", "--max_batch_size": "--max-batch-size",
            "--max_num_tokens": "--max-num-tokens",
        ]
        list += dialect.arguments(worker, spec).map { LaunchArgument(names[$0.flag] ?? $0.flag, $0.value) }
        let settings = dialect.settings(worker, spec).joined(separator: "\n")
        if let object = try? JSON(parsingYAML: settings) {
            list.append(LaunchArgument("--override-engine-args", object.compact))
        }
        if let role = worker.role { list.append(LaunchArgument("--disaggregation-mode", role.rawValue)) }
        return list
    }
}
