import CostModel
import Synchronization

/// Queues of the rows of a sweep that somebody asked about, so that each is solved once.
final class SolvedQueues: Sendable {
    private let queues = Mutex<[Int: PlanQueue]>([:])

    /// Queues that are kept at most: a few screens of plans.
    private static let most = 256

    /// A plan with its queue, where that was solved before.
    func attach(to plan: PlanResult, of point: Int) -> PlanResult {
        guard plan.scenario.workload.isOpen, let queue = queues.withLock({ $0[point] }) else { return plan }
        return plan.with(queue)
    }

    /// Keeps the queue of a plan.
    func keep(_ plan: PlanResult, of point: Int) {
        guard let queue = plan.queue else { return }
        queues.withLock { if $0.count < Self.most { $0[point] = queue } }
    }
}
