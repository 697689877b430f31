import Catalog
import CostModel
import Planning

guard let chip = Catalog.chip(named: "sg2260e"), let model = Catalog.model(named: "deepseek-v3"),
    let tp = Parameter.named("tp"), let batch = Parameter.named("batch")
else { fatalError("the catalogue lacks the case study") }
let plan = Deployment(chips: 128, tp: 4, batch: 10)
let base = Scenario(chip: chip.value, model: model.value, workload: Workload(input: 4096), deployment: plan)
let swept = Sweep.run(SearchSpace(base: base, axes: [Axis(tp, [2, 4, 8]), Axis(batch, [6, 8, 10])]), cores: 2)
let plans = (0..<swept.count).map { swept[$0] }.filter { $0.fits && Metric.tpsBatch.read($0) >= 10 }
let best = plans.max { Metric.tpsChip.read($0) < Metric.tpsChip.read($1) }
if let best { print("tp=\(best.scenario.deployment.tp) tps_chip=\(Metric.tpsChip.read(best))") }
