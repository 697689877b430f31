import TestSupport
import Testing

@testable import Launch

/// Files that start a plan.
@Suite struct WriterTests {
    typealias Worker = LaunchSpec.Worker

    /// A plan of DeepSeek-R1: one server of 16 chips on two nodes, experts on each.
    static let wide: LaunchSpec = {
        var spec = LaunchSpec(
            model: "deepseek-ai/DeepSeek-R1",
            workers: [Worker(chips: 16, tensor: 1, data: 16, expertTensor: 1, pipeline: 1)],
            memory: (ofAll: 0.9, ofRest: 0.8), input: 4096, output: 1024, load: .concurrency(512), nodeChips: 8)
        (spec.experts, spec.chunk, spec.maxRunning, spec.cache) = (256, 8192, 128, "fp8")
        (spec.drafts, spec.hasDrafter, spec.redundant, spec.isOverlapped) = (1, true, 32, true)
        return spec
    }()

    /// Prefill on 8 chips that share attention, decode on 8 that do not.
    static let apart: LaunchSpec = {
        var spec = wide
        spec.workers = [
            Worker(role: .prefill, chips: 8, tensor: 8, data: 1, expertTensor: 1, pipeline: 1, count: 2),
            Worker(role: .decode, chips: 8, tensor: 1, data: 8, expertTensor: 1, pipeline: 1),
        ]
        (spec.redundant, spec.isOverlapped, spec.load) = (0, false, .rate(10))
        return spec
    }()

    /// A dense model on 4 chips.
    static let dense = LaunchSpec(
        model: "Qwen/Qwen3-32B", workers: [Worker(chips: 4, tensor: 4, data: 1, expertTensor: 4, pipeline: 1)],
        memory: (ofAll: 0.92, ofRest: 0.9), input: 1024, output: 512, load: .concurrency(64), nodeChips: 8)

    static let plans: [(name: String, spec: LaunchSpec)] = [("wide", wide), ("apart", apart), ("dense", dense)]

    private static func family(_ target: LaunchTarget) -> LaunchRuntime.Family {
        target.dialect?.runtime.family ?? .vllm
    }

    /// Every file as it was looked through by hand; `RECORD=1` writes them anew.
    @Test(arguments: LaunchTarget.all.map(\.name), plans.map { $0.name }) func filesAreAsRecorded(
        _ name: String, _ plan: String
    ) throws {
        let target = try #require(LaunchTarget.all.first { $0.name == name })
        let spec = try #require(Self.plans.first { $0.name == plan }?.spec)
        let written = target.write(spec, family: Self.family(target))
        for file in written.files {
            let path = Project.root + "/Tests/LaunchTests/Golden/\(name)-\(plan)-\(file.name)"
            #expect(try Recording.text(at: path, today: file.text) == file.text, "\(path)")
        }
    }

    /// Flags that a table does not have would be refused by the runtime.
    @Test(arguments: plans.map { $0.name }) func everyFlagIsInTheTableOfItsVersion(_ plan: String) throws {
        let spec = try #require(Self.plans.first { $0.name == plan }?.spec)
        for dialect in [RuntimeDialect.vllm, .sglang, .tensorRT] {
            for worker in spec.workers {
                let arguments =
                    dialect.arguments(worker, spec) + dialect.placement(worker, spec, "R", "H")
                    + dialect.program(spec).filter { $0.hasPrefix("--") }.map { LaunchArgument($0) }
                #expect(!arguments.isEmpty)
                for argument in arguments {
                    #expect(dialect.runtime.table.has(argument.flag), "\(dialect.runtime.name) \(argument.flag)")
                }
            }
        }
    }

    /// The same of programs that send requests, and of routers.
    @Test(arguments: plans.map { $0.name }) func everyFlagOfAClientIsInItsTable(_ plan: String) throws {
        let spec = try #require(Self.plans.first { $0.name == plan }?.spec)
        var seen: Set<String> = []
        for target in LaunchTarget.all {
            for file in target.write(spec, family: Self.family(target)).files
            where ["bench.sh", "router.sh", "router.yaml"].contains(file.name) {
                guard let program = ClientFlags.all.first(where: { file.text.contains($0.name + " ") }) else {
                    // TensorRT-LLM's router reads a file.
                    #expect(file.text.contains("trtllm-serve disaggregated -c router.yaml"))
                    continue
                }
                seen.insert(program.name)
                for word in file.text.split(whereSeparator: \.isWhitespace) where word.hasPrefix("--") && word != "---"
                {
                    #expect(program.flags.contains(String(word)), "\(program.name) \(word)")
                }
            }
        }
        #expect(seen.count >= (spec.isApart ? 5 : 3))
    }

    @Test func theTableHasItsVersionAndItsSource() {
        for runtime in LaunchRuntime.all {
            #expect(!runtime.table.version.isEmpty && !runtime.table.source.isEmpty)
        }
        #expect(FlagTable.vllm.has("--max-num-seqs") && !FlagTable.vllm.has("--swap-space"))
        #expect(FlagTable.sglang.has("--attn-dp-size") && !FlagTable.sglang.has("--cuda-graph-max-bs"))
    }

    /// What is written says what the plan is, in each runtime's own terms.
    @Test(arguments: ["vllm", "sglang", "trtllm", "k8s", "dynamo", "llm-d"], plans.map { $0.name })
    func whatIsWrittenReadsBack(_ name: String, _ plan: String) throws {
        let target = try #require(LaunchTarget.all.first { $0.name == name })
        let spec = try #require(Self.plans.first { $0.name == plan }?.spec)
        let files = target.write(spec, family: Self.family(target)).files
        func beside(_ name: String) -> String? { files.first { $0.name == name }?.text }
        var readings: [LaunchReading] = []
        for file in files where file.name != "bench.sh" && !file.name.hasPrefix("router.") {
            if LaunchManifest.isManifest(file.name) {
                guard target.dialect == nil else { continue }
                readings += try LaunchManifest.read(file.text, named: file.name, file: beside)
            } else {
                let found = try LaunchCommand.read(script: file.text, file: beside)
                readings += found.map { $0.named(by: file.name) }
            }
        }
        for worker in spec.workers {
            let reading = try #require(readings.first { $0.role == worker.role || name == "llm-d" && !spec.isApart })
            #expect(reading.chips == worker.chips && reading.tensor == worker.tensor && reading.data == worker.data)
            if spec.isSparse {
                #expect(reading.experts == worker.experts && reading.expertTensor == worker.expertTensor)
            }
            #expect(reading.maxRunning == spec.maxRunning)
            if worker.role != .decode { #expect(reading.chunk == spec.chunk) }
            #expect(reading.drafts ?? 0 == spec.drafts)
            if name != "trtllm" { #expect(reading.redundant ?? 0 == spec.redundant) }
            #expect(reading.unknown.isEmpty, "\(reading.unknown)")
            #expect(reading.missing.isEmpty)
            #expect(reading.modelNames.first == spec.model)
        }
    }

    @Test func whatARuntimeLacksIsSaid() {
        var spec = Self.wide
        spec.workers[0].expertTensor = 2
        (spec.hasDrafter, spec.sequence, spec.mixesPrompts) = (false, 2, false)
        #expect(
            LaunchTarget.vllm.write(spec, family: .vllm).lacks == [
                .sequence(2), .drafter(1), .partialExperts(chips: 2, stage: 16), .schedule,
            ])
        spec.workers[0] = Worker(chips: 16, tensor: 2, data: 8, expertTensor: 1, pipeline: 1)
        (spec.replicas, spec.cache) = (3, "int8")
        #expect(
            LaunchTarget.tensorRT.write(spec, family: .trtllm).lacks == [
                .sequence(2), .drafter(1), .partialReplicas(chips: 2, replicas: 8), .overlap, .cache("int8"), .schedule,
                .copies(3),
            ])
        #expect(LaunchTarget.llmD.write(Self.dense, family: .sglang).lacks == [.runtime("sglang")])
        spec.chunk = 64
        #expect(LaunchTarget.vllm.write(spec, family: .vllm).lacks.contains(.smallPass(tokens: 64, sequences: 128)))
    }

    @Test func groupsHaveTheSizesOfAllReplicas() {
        // 128 sequences and 8192 tokens of each of 16 replicas.
        let flags = SGLangWriter.arguments(Self.wide.workers[0], Self.wide).map(\.shell)
        #expect(flags.contains("--max-running-requests 2048") && flags.contains("--chunked-prefill-size 131072"))
    }

    @Test func sharesHaveThreeDigits() {
        #expect(
            [0.9, 0.92, 0.9449, 1, 0.04, 2].map(launchShare) == ["0.9", "0.92", "0.945", "1.0", "0.04", "1.0"])
    }
}
