/// The two halves of serving as scenarios of one phase, which the modes of serving put together.
struct ServedPhases {
    /// The decode step of a worker; its batch is set before use.
    var decode: Scenario
    /// The prefill of a worker; its batch and lengths are set before use.
    var prefill: Scenario
    /// Requests in flight in all.
    let requests: Double
    /// Output tokens of a request.
    let output: Double

    init(_ s: Scenario) {
        decode = s
        decode.workload.servingCode = 0
        decode.workload.phaseCode = 0
        prefill = decode
        prefill.workload.phaseCode = 1
        let d = s.deployment
        let workers = s.workload.serving == .disagg ? d.decodeWorkers : 1
        requests = d.concurrency > 0 ? d.concurrency : d.batch * d.chips * workers
        output = greater(1, s.workload.output)
    }

    /// The decode step of a worker with `sequences` in flight.
    func decodeStep(_ sequences: Double) -> StepTotals {
        var s = decode
        s.deployment.batch = sequences / s.deployment.chips
        return StepTotals.ofPhase(s)
    }

    /// Seconds of a pass over `prompts` prompts, each with `extra` further tokens in the products.
    func pass(prompts: Double, extra: Double = 0) -> Double {
        var s = prefill
        s.deployment.batch = prompts
        s.workload.input += extra
        return StepTotals.ofPhase(s).seconds
    }
}
