import Lanes
import Units

/// Defaults of SGLang, read from the wheels of 0.5.6 to 0.5.23.
enum SGLang {
    /// A batch of prompts is formed whenever it can be, and decoding waits (`get_next_batch_to_run`; without
    /// `--enable-mixed-chunk`).
    static let schedule = PromptSchedule.prefillFirst

    /// Sequences of a rank: 2,048 to 4,096, as its cache has tokens (`resolve_max_num_reqs`).
    ///
    /// With drafts the default is 48 for a group, which no published server with drafts keeps to; it is said, not counted.
    static let maxRunning = 2048.0

    /// The first release that was read with chunks of 4,096 tokens from 20 to 35 GB of DRAM; 0.5.16 has 2,048 there.
    static let largerChunk = ReleaseNumber.of(0, 5, 23)

    /// `chunked_prefill_size` of a whole group by its DRAM: 2,048 below 20 GB, 4,096 below 60, 8,192 below 160, else 16,384.
    @inline(__always) private static func groupChunk<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        let dram = s.chip.dramBytes
        func bytes(_ gib: Double) -> V { V(gib * 0x1p30) }
        let small = V.choose(
            dram, below: bytes(20), 2048,
            V.choose(dram, below: bytes(35), s.ofRelease(below: largerChunk, 2048, 4096), 4096))
        return V.choose(
            dram, below: bytes(60), small, V.choose(dram, below: bytes(160), 8192, 16384))
    }

    /// The chunk of a replica: attention replicas share that of the group (`handle_data_parallelism`).
    @inline(__always) static func chunk<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        greater(1, floored(groupChunk(s) / s.deployment.dp))
    }

    /// The largest batch whose decode step is captured as a graph, by DRAM and width.
    @inline(__always) private static func graphs<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        let dram = s.chip.dramBytes
        func narrow(_ few: V, _ many: V) -> V { V.choose(s.deployment.chips / s.deployment.pp, below: 4, few, many) }
        return V.choose(
            dram, below: V(60 * 0x1p30), narrow(32, 160), V.choose(dram, below: V(160 * 0x1p30), narrow(256, 512), 512))
    }

    /// What is kept beside weights and cache, activations among it (`mem_fraction_static` as server_args.py computes it).
    ///
    /// In MiB: 512 + 1.5 a token of the chunk + 1,024 for eight chips + 2 a sequence of the largest graph, and 3 a sequence and
    /// attention replica (4.5 above 300); 10 GiB at least from 60 GiB on. Graphs of prefill and DeepEP's buffers are left out.
    @inline(__always) static func reserve<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        let (d, graphs) = (s.deployment, graphs(s))
        let chunk = d.chunk > 0 ? d.chunk * d.dp : groupChunk(s)
        let replicas: V = d.dp > 1 ? V.choose(300, below: graphs, 4.5, 3) * graphs * d.dp : 0
        let sum = 512 + 1.5 * chunk + 128 * d.chips + 2 * graphs + replicas
        let least: V = V.choose(s.chip.dramBytes, below: V(60 * 0x1p30), 0, 10240)
        // Never more than a half: so large a group has its shares set.
        return lesser(greater(sum, least) * 0x1p20, 0.5 * s.chip.dramBytes)
    }
}
