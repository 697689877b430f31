import Queueing

/// Step times of one copy of a server, as a queue asks for them, out of the steps of the cost model.
///
/// A dense model's attention replicas share nothing, so each is a copy of its own. Replicas of a model with experts meet in
/// every layer, so that a worker is one copy with as many lanes, each of which takes a share of the rows. A pipeline computes
/// as many parts of a pass at once as it has stages.
struct CopyTimes {
    /// Copies in a worker.
    let copies: Double
    /// Tokens of prompts that a copy takes into a pass.
    let chunk: Double
    /// The times.
    let times: StepTimes

    /// Sequences and rows at which steps are evaluated; straight lines lie between them.
    private static let sequences: [Double] = [
        1, 2, 4, 8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096,
    ]
    private static let rows: [Double] = [16, 64, 256, 512, 1024, 2048, 4096, 8192, 16384]

    /// Evaluates the steps of a worker.
    ///
    /// - Parameters:
    ///   - phases: the phases of what is served.
    ///   - most: sequences of the worker that decode at most, 1 or more; nil where it computes prompts alone.
    init(_ phases: ServedPhases, most: Double?) throws(QueueingFault) {
        let s = most == nil || phases.scenario.workload.serving == .agg ? phases.prefill : phases.decode
        let replicas = s.deployment.dp
        copies = s.model.mixture == nil ? replicas : 1
        let parts = replicas / copies * s.deployment.pp
        chunk = ServedPhases.limit(phases.scenario) * parts
        let decode = Self.decode(phases, copies: copies, upTo: (most ?? 1) / copies)
        let pass = Self.passes(
            phases.prefill, upTo: ServedPhases.limit(phases.scenario) + (most ?? 0) / (copies * parts))
        times = try StepTimes(
            decode: decode.points, contextTime: decode.contextTime,
            pass: pass.points.map { .init($0.count * parts, $0.seconds) }, pairTime: pass.pairTime / parts)
    }

    /// Decode steps over the sequences of a copy, without context, and what a token of context takes.
    ///
    /// What context takes is a straight line through the mean context: there a step is the engine's own.
    private static func decode(
        _ phases: ServedPhases, copies: Double, upTo most: Double
    ) -> (points: [TimeTable.Point], contextTime: Double) {
        let context = phases.meanContext
        let counts = sequences.filter { $0 < most } + [max(1, most)]
        let middle = counts[counts.count * 2 / 3]
        let attention = phases.attention(StepTotals.ofPhase(phases.decode(middle * copies)), middle * copies)
        let each = attention.seconds / (middle * context)
        let points = counts.map { count in
            let seconds = StepTotals.ofPhase(phases.decode(count * copies)).seconds
            return TimeTable.Point(count, max(seconds / 1000, seconds - each * count * context))
        }
        return (points, each)
    }

    /// Passes over the rows of a part, without attention between the prompt's tokens, and what a pair of these takes.
    private static func passes(
        _ worker: Scenario, upTo most: Double
    ) -> (points: [TimeTable.Point], pairTime: Double) {
        func seconds(of rows: Double, behind cached: Double) -> Double {
            var s = worker
            s.deployment.chunk = 0
            s.deployment.batch = s.deployment.dp
            s.workload.input = cached + rows
            (s.workload.prefix, s.workload.prefixHit) = (cached, 1)
            return StepTotals.ofPhase(s).seconds
        }
        let prefix = worker.workload.cached
        let counts = rows.filter { $0 < most } + [most]
        let longest = max(2, most.rounded())
        // The same products behind as many cached tokens again: only attention sees more.
        let more = seconds(of: longest, behind: prefix + longest) - seconds(of: longest, behind: prefix)
        let each = max(0, more) / (longest * longest)
        let points = counts.map { count in
            let seconds = seconds(of: count, behind: prefix)
            return TimeTable.Point(count, max(seconds / 1000, seconds - each * count * count / 2))
        }
        return (points, each)
    }
}

extension ServedPhases {
    /// Decode steps of an answer, the first token's among them.
    var answerSteps: Double { 1 + (output - 1) / yield }

    /// Tokens of context of a sequence that decodes, as a queue counts them: those computed, and half the steps.
    var meanContext: Double { scenario.workload.fresh + answerSteps / 2 }
}
