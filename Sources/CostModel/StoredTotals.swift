/// The sums of a row that is stored, of plain numbers.
///
/// Those who read a million rows ask for nothing generic: in another module that would look its types up for each row.
extension StepTotals {
    /// Puts the sums of a step in the place of others, but for what only serving has.
    public mutating func replace(
        seconds: Double, communication: Double, flops: Double, weights: Double, memory: Double, stage: PipelineStage,
        splits: Bool
    ) {
        self.seconds = seconds
        self.communication = communication
        self.flops = flops
        self.memory = MemoryUse(weights: weights, total: memory, stage: stage)
        self.splits = splits
    }
}
