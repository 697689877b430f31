import Queueing

/// Step times of textbooks' servers.
enum PlainTimes: StepTiming {
    /// Each step takes as long, however many decode: a server for each slot.
    case separate(step: Double)
    /// A step takes as long as it has sequences: one server that they share.
    case shared(step: Double)

    func decode(steps: Int, sequences: Int, context: Int) -> Double {
        switch self {
        case .separate(let step): step * Double(steps)
        case .shared(let step): step * Double(steps * sequences)
        }
    }

    /// Prompts take no time.
    func pass(tokens: Int, pairs: Double, sequences: Int, context: Int) -> Double { 0 }
}
