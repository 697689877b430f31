import Notebook
import Planning
import Words

extension Environment {
    /// Runs a sweep on all cores, shows how far it is once it has taken half a second, and says how long it took.
    ///
    /// - Parameters:
    ///   - first: combinations to evaluate at most.
    ///   - sieve: which plans are kept.
    ///   - onCancel: what Ctrl-C does, as the line shows it.
    func run(
        _ space: SearchSpace, first: Int, shard: Shard? = nil, sieve: Sweep.Sieve = Sweep.Sieve(), onCancel: String
    ) -> (result: SweepResult, seconds: Double) {
        let start = now()
        var options = Sweep.Options(
            first: first, isCancelled: isCancelled,
            progress: { done in
                let elapsed = now() - start
                guard elapsed > 0.5, done > 0 else { return }
                progress(SweepWords.progress(done, of: first, elapsed: elapsed, onCancel: onCancel))
            })
        options.sieve = sieve
        options.shard = shard
        let result = Sweep.run(space, cores: cores, options: options)
        let seconds = now() - start
        progress("")
        return (result, seconds)
    }

    /// Searches with a progress line, and says how long it took.
    func run(_ search: PlanSearch, _ total: Int) -> (result: PlanSearch.Result?, seconds: Double) {
        let start = now()
        let options = Sweep.Options(
            isCancelled: isCancelled,
            progress: { done in
                let elapsed = now() - start
                guard elapsed > 0.5, done > 0 else { return }
                progress(SweepWords.progress(done, of: total, elapsed: elapsed, onCancel: SweepWords.cancelLeaves))
            })
        let result = search.run(cores: cores, options: options)
        let seconds = now() - start
        progress("")
        return (result, seconds)
    }
}
