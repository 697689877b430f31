/// A run of a public benchmark as its configuration describes it, for tables whose columns leave it out.
struct PublishedRun: Sendable {
    /// Workers of one kind.
    struct Pool: Sendable {
        /// How many there are.
        var workers: Double
        /// How each is laid out.
        let columns: WorkerColumns

        /// Attention cut over all chips of a worker.
        static func tensor(_ chips: Double, ep: Double) -> Pool {
            Pool(workers: 1, columns: WorkerColumns(tp: chips, dp: 1, moeTP: chips / ep, moeEP: ep))
        }

        /// A replica of attention on each chip of a worker.
        static func data(_ chips: Double, ep: Double) -> Pool {
            Pool(workers: 1, columns: WorkerColumns(tp: 1, dp: chips, moeTP: chips / ep, moeEP: ep))
        }

        static func * (count: Double, pool: Pool) -> Pool { Pool(workers: count, columns: pool.columns) }

        /// The columns that a row would have.
        var row: WorkerColumns {
            var row = columns
            row.workers = workers
            return row
        }
    }

    let runtime: Runtime
    let system: String
    let precision: String
    let input: Double
    let requests: [Double]
    /// Tokens drafted in front of each decode step (multi-token prediction).
    let draft: Double
    let prefill: Pool
    let decode: Pool
    /// Days on which it ran; empty for any.
    let days: [String]
    /// How the container's name ends; empty for any.
    let image: String

    init(
        _ runtime: Runtime, _ system: String, _ precision: String, isl: Double, requests: [Double], draft: Double,
        prefill: Pool, decode: Pool, days: [String] = [], image: String = ""
    ) {
        (self.runtime, self.system, self.precision) = (runtime, system, precision)
        (input, self.requests, self.draft) = (isl, requests, draft)
        (self.prefill, self.decode, self.days, self.image) = (prefill, decode, days, image)
    }

    /// Whether a row may be of this run, as far as its columns tell.
    func fits(_ row: SiliconRow) -> Bool {
        runtime == row.runtime && row.isDeepSeek && row.system.hasPrefix(system) && precision == row.precision
            && input == row.input && requests.contains(row.statedConcurrency ?? 0)
            && prefill.columns.moeEP == row.prefill.moeEP ?? 1
            && (days.isEmpty || days.contains { row.source.contains("measured=\($0)") })
            && (image.isEmpty || row.source.hasSuffix(image))
    }
}
