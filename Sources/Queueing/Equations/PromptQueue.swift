import Glibc

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
        /// Seconds of a mean decode step where requests come as others end: as many in each such step, however long it is,
        /// and none where decoding waits; nil where they come at their own times.
        var ending: Double? = nil
        /// Mean prompts that come behind such a step.
        var numberEnding = 0.0
        /// Seconds behind the end of a step at which these come.
        var delay = 0.0
        /// The prompts that come to one of some level copies in the first part of a step, as a share of all, and that part.
        var early = (share: 0.0, part: 1.0)

        /// Seconds of a step that have passed when a prompt comes, which is at this share of it unless all come at once.
        func elapsed(_ share: Double, of seconds: Double) -> Double {
            guard ending == nil || delay >= seconds else { return delay }
            return share * seconds * (1 - early.share * (1 - early.part))
        }

        /// How fast prompts come in a step, over their mean rate.
        func pace(in seconds: Double, hasPrompts: Bool) -> Double {
            guard let ending, seconds > 0 else { return 1 }
            guard !copy.isMixed else { return ending / seconds }
            // Only the step behind a decode step brings prompts: of those that decode, and of the first of some passes, so
            // many do.
            let share = 1 / (2 - exp(-numberEnding))
            return ending / seconds * (hasPrompts ? share / max(1, copy.input.mean / copy.fullPass(0)) : share)
        }
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
                let share = (Double(moment) + 0.5) / Double(moments)
                let span = step.seconds * service.pace(in: step.seconds, hasPrompts: kind > 0)
                var ahead = backlog.work.shares(in: share * span)
                if step.left.count > 1 { ahead = ArrivingWork.convolved(step.left, ahead, backlog.shares.count) }
                tagged.add(
                    backlog.work.withMates(ahead), elapsed: service.elapsed(share, of: step.seconds),
                    of: step.seconds, coming: (1 - share) * span,
                    weight: step.weight / Double(moments))
            }
        }
        times = tagged.times
        behind = times.total > 0 ? tagged.behind / times.total : 0
    }
}
