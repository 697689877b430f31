extension SiliconRow {
    /// The row with the sizes that ran, where the file has a product in their place.
    ///
    /// Where a run of `tp` chips split its experts over `ep` of them, some rows have `tp * ep` under tp_size and `tp`
    /// under moe_tp_size: the run `tp8_ep8` stands as tp_size=64, moe_tp_size=8, moe_ep_size=8. With attention data
    /// parallelism the product is under attention_dp_size. What ran is the size over moe_ep_size, and moe_tp_size over
    /// moe_ep_size. Requests in flight are batch_size times the replicas as they are written.
    ///
    /// A row whose id names its tp_size, such as `..._tp4_...`, means what it says.
    var corrected: SiliconRow {
        var row = self
        row.batchReplicas = decoder.dp ?? 1
        guard mode != .disagg, let moeTP = agg.moeTP, let ep = agg.moeEP, moeTP > 1, ep > 1, !namesItsSize,
            agg.chips / (agg.pp ?? 1) == moeTP * ep
        else { return row }
        if let dp = agg.dp, dp > 1, dp / ep == (dp / ep).rounded() {
            row.agg.dp = dp / ep
        } else {
            row.agg.tp = (agg.tp ?? 1) / ep
        }
        row.agg.moeTP = row.agg.chips / (agg.pp ?? 1) / ep
        return row
    }

    private var namesItsSize: Bool {
        id.split(separator: "_").contains { word in
            word.hasPrefix("tp") && Double(word.dropFirst(2)) == agg.tp ?? 1
        }
    }
}
