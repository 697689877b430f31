/// The parallel sizes of one kind of worker as a row gives them; nil where it says nothing.
struct WorkerColumns: Sendable {
    var batch: Double?
    var workers: Double?
    var tp: Double?
    var pp: Double?
    var dp: Double?
    var moeTP: Double?
    var moeEP: Double?

    /// Chips of a worker.
    var chips: Double { (tp ?? 1) * (dp ?? 1) * (pp ?? 1) }

    /// Chips that share one expert; where nothing is said, all that expert parallelism leaves.
    var expertTP: Double { moeTP ?? (tp ?? 1) * (dp ?? 1) / (moeEP ?? 1) }

    /// Chips that the experts of one pipeline stage run on, times the stages.
    var expertChips: Double { expertTP * (moeEP ?? 1) * (pp ?? 1) }
}
