import Queueing

/// A server of one copy that takes each step by itself, as its rules are told: slow, and without any of the shortcuts.
struct StepByStep {
    let server: Server
    let times: StepTimes

    private struct Job {
        let index: Int
        let request: TracedRequest
        var computed: Int
        var tokens = 0
        var reserved: Int { request.input + request.output }
    }

    /// Seconds until the first and the last token of each request of a trace.
    func serve(_ trace: [TracedRequest]) -> [(first: Double, last: Double)] {
        var results = [(first: Double, last: Double)](repeating: (0, 0), count: trace.count)
        var waiting = trace.enumerated().map { Job(index: $0, request: $1, computed: min($1.cached, $1.input - 1)) }
        var (prompts, decoding): ([Job], [Job]) = ([], [])
        var now = 0.0
        while !(waiting.isEmpty && prompts.isEmpty && decoding.isEmpty) {
            if prompts.isEmpty, decoding.isEmpty, let next = waiting.first { now = max(now, next.request.arrival) }
            let guests = server.schedule == .prefillFirst ? 0 : decoding.count
            let (tokens, pairs, ended) = fill(&waiting, &prompts, decoding, guests: guests, at: now)
            let context = decoding.reduce(0) { $0 + $1.request.input + $1.tokens }
            let decodes = tokens == 0 || guests > 0
            if tokens > 0 {
                now += times.pass(
                    tokens: tokens, pairs: pairs, sequences: guests, context: guests > 0 ? context : 0)
            } else {
                now += times.decode(steps: 1, sequences: decoding.count, context: context)
            }
            if decodes {
                for place in decoding.indices { decoding[place].tokens += 1 }
                for job in decoding where job.tokens == job.request.output {
                    results[job.index].last = now - job.request.arrival
                }
                decoding.removeAll { $0.tokens == $0.request.output }
            }
            for var job in ended {
                job.tokens = 1
                results[job.index].first = now - job.request.arrival
                if job.request.output == 1 {
                    results[job.index].last = now - job.request.arrival
                } else {
                    decoding.append(job)
                }
            }
        }
        return results
    }

    /// Takes prompts into a pass; returns its tokens, its pairs and the prompts that it ends.
    private func fill(
        _ waiting: inout [Job], _ prompts: inout [Job], _ decoding: [Job], guests: Int, at now: Double
    ) -> (Int, Double, [Job]) {
        let budget = max(1, server.chunk - guests)
        var (tokens, pairs, ended) = (0, 0.0, [Job]())
        while tokens < budget {
            if prompts.isEmpty {
                guard let next = waiting.first, next.request.arrival <= now else { break }
                let running = decoding + ended
                let reserved = running.reduce(next.reserved) { $0 + $1.reserved }
                guard running.count < server.maxRunning, Double(reserved) <= server.kvTokens else { break }
                prompts.append(waiting.removeFirst())
            }
            let left = prompts[0].request.input - prompts[0].computed
            guard server.schedule.splitsPrompts || left <= budget - tokens || tokens == 0 else { break }
            let taken = server.schedule.splitsPrompts ? min(left, budget - tokens) : left
            // Each token attends to all before it: the area between two squares.
            let (from, to) = (Double(prompts[0].computed), Double(prompts[0].computed + taken))
            pairs += (to * to - from * from) / 2
            tokens += taken
            prompts[0].computed += taken
            if prompts[0].computed == prompts[0].request.input { ended.append(prompts.removeFirst()) }
        }
        return (tokens, pairs, ended)
    }
}
