/// Builds passes over prompts: first come, first served, up to the tokens of a step.
struct PromptPasses: Sendable {
    /// What a pass holds.
    struct Pass: Sendable {
        var tokens = 0
        var pairs = 0.0
    }

    private let chunk: Int
    private let splits: Bool
    /// A prompt of which some passes are done.
    private(set) var partial: Int?
    /// Prompts that the present pass ends.
    private(set) var ending: [Int] = []

    init(_ server: Server) {
        chunk = server.chunk
        splits = server.schedule.splitsPrompts
    }

    /// Fills a pass beside some sequences that decode.
    ///
    /// - Parameters:
    ///   - sequences: sequences that decode in the same pass.
    ///   - requests: all requests.
    ///   - admit: takes the next request from the queue, if there is one that may start.
    mutating func fill(
        besides sequences: Int, _ requests: inout RequestStore, admit: (inout RequestStore) -> Int?
    ) -> Pass {
        ending.removeAll(keepingCapacity: true)
        var pass = Pass()
        let budget = max(1, chunk - sequences)
        while pass.tokens < budget {
            guard let place = partial ?? admit(&requests) else { break }
            partial = place
            let (done, input) = (requests[place].done, requests[place].input)
            let room = budget - pass.tokens
            // A whole prompt that is longer than a step goes alone.
            guard splits || input - done <= room || pass.tokens == 0 else { break }
            let taken = splits ? min(input - done, room) : input - done
            let end = done + taken
            pass.tokens += taken
            pass.pairs += (Double(end) * Double(end) - Double(done) * Double(done)) / 2
            requests[place].done = end
            guard end == input else { break }
            ending.append(place)
            partial = nil
        }
        return pass
    }
}
