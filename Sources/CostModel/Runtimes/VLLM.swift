import Lanes
import Units

/// Defaults of vLLM, read from the wheels of 0.11, 0.14, 0.18, 0.22, 0.25, 0.29 and 0.33.
enum VLLM {
    /// Prompts and decoding sequences share a step (v1/core/sched/scheduler.py).
    static let schedule = PromptSchedule.mixed

    /// The first release that was read with 0.92 for `gpu_memory_utilization`; 0.18 has 0.9.
    static let largerShare = ReleaseNumber.of(0, 22)
    /// The first release that was read with chunks of 16,384 tokens from 160 GiB on; 0.25 has 8,192 there.
    static let largerChunk = ReleaseNumber.of(0, 29)

    /// `max_num_batched_tokens` of a server, for a data-parallel rank (engine/arg_utils.py): 16,384 from 160 GiB of DRAM on,
    /// 8,192 from 70 GiB, else 2,048.
    @inline(__always) static func chunk<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        let dram = s.chip.dramBytes
        let large = s.ofRelease(below: largerChunk, 8192, 16384)
        return V.choose(
            dram, below: V(70 * 0x1p30), 2048, V.choose(dram, below: V(160 * 0x1p30), 8192, large))
    }

    /// `max_num_seqs` of a data-parallel rank: 1,024 from 70 GiB of DRAM on, else 256 (engine/arg_utils.py).
    @inline(__always) static func maxRunning<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        V.choose(s.chip.dramBytes, below: V(70 * 0x1p30), 256, 1024)
    }

    /// `gpu_memory_utilization`, of all DRAM: weights, activations, graphs and cache lie in it.
    @inline(__always) static func share<V: Lane>(_ s: Engine<V>.Inputs) -> V {
        s.ofRelease(below: largerShare, 0.9, 0.92)
    }
}

extension Engine.Inputs {
    /// What releases before one have, and what it and those behind it have; where none is set, what the newest has.
    @inline(__always) func ofRelease(below release: Double, _ before: V, _ since: V) -> V {
        let version = workload.runtimeVersion
        return V.choose(version, below: 1, since, V.choose(version, below: V(release), before, since))
    }
}
