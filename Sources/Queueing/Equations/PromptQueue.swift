/// The wait of a prompt until its last pass ends, in a queue that steps take from in turn.
struct PromptQueue: Sendable {
    /// Who serves the queue.
    struct Service: Sendable {
        let copy: CopyModel
        /// Sequences that decode beside.
        let sequences: Double
        /// Whether a worker without prompts does nothing, rather than decode.
        let isIdle: Bool
        /// What is left of the wait for others.
        let relief: Relief
    }

    /// Seconds over prompts.
    let times: TimeHistogram
    /// Mean prompts that wait behind a prompt when it ends.
    let behind: Double

    /// Moments of a step at which a prompt comes: of a step without prompts, of another, and where all prompts are
    /// equal.
    private static let moments = (free: 8, held: 4, equal: 16)

    /// Solves the queue.
    ///
    /// - Parameters:
    ///   - service: who serves.
    ///   - stream: prompts that come.
    ///   - clump: mean prompts of a clump.
    ///   - isRough: whether the mean alone is wanted.
    init(_ service: Service, _ stream: ArrivalStream, clump: Double, isRough: Bool = false) {
        var units = BacklogUnits(service.copy, service.sequences)
        if isRough, let coarser = units.coarser { units = coarser }
        let backlog = Backlog(service, stream, clump: clump, units)
        var tagged = TaggedPrompt(service, stream, backlog, clump: clump)
        let areEqual = service.copy.input.variation == 0
        for (kind, step) in backlog.steps.enumerated() {
            // No step is under way where a worker idles, and all moments are alike.
            let several = areEqual ? Self.moments.equal : kind == 0 ? Self.moments.free : Self.moments.held
            let moments = step.seconds > 0 ? several : 1
            for moment in 0..<moments {
                let elapsed = step.seconds * (Double(moment) + 0.5) / Double(moments)
                var ahead = backlog.work.shares(in: elapsed)
                if step.left.count > 1 { ahead = ArrivingWork.convolved(step.left, ahead, backlog.shares.count) }
                tagged.add(
                    backlog.work.withMates(ahead), elapsed: elapsed, of: step.seconds,
                    weight: step.weight / Double(moments))
            }
        }
        times = tagged.times
        behind = times.total > 0 ? tagged.behind / times.total : 0
    }
}
