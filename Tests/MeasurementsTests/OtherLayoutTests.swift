import CostModel
import Testing

@testable import Measurements

/// Published deployments, and tables of one's own.
@Suite struct OtherLayoutTests {
    private static let headings =
        "id,model,chip,phase,chips,tp,dp,moe_tp,ep,batch_per_chip,ctx,weights,tbo,metric,measured"

    private func published(_ row: String) throws -> MeasuredTable {
        try MeasuredTable(parsing: Self.headings + "\n" + row + "\n")
    }

    @Test func aPublishedDecodeIsAStepOfItsContext() throws {
        let table = try published("a,deepseek-v3,h800,decode,128,1,128,1,128,128,4096,fp8,on,tok/s/chip,2324")
        #expect(table.layout.name == "validation")
        let row = try #require(table.measurements.first)
        let (d, w) = (row.scenario.deployment, row.scenario.workload)
        #expect([d.chips, d.tp, d.moeTP, d.batch, d.redundantExperts] == [128, 1, 1, 128, 0])
        #expect(d.tbo == .on && w.phase == .decode && w.context == 4096)
        #expect(row.scenario.model.precision.experts.only == .fp8)
        #expect(row.figures == [MeasuredFigure(.tpsChip, 2324)])
    }

    @Test func tokensOfAPassBecomeSequencesOfTheDeployment() throws {
        let table = try published("b,deepseek-v3,h100,prefill,32,1,32,1,32,16384 tokens,4096,fp8,off,tok/s/chip,6288")
        let row = try #require(table.measurements.first)
        // 16384 / 4096 sequences on each of 32 chips.
        #expect(row.scenario.deployment.batch == 128)
        #expect(row.scenario.workload.phase == .prefill)
    }

    @Test func expertsAreRepeatedUntilTheyDivide() throws {
        let table = try published("c,deepseek-v3,h100,decode,72,1,72,1,72,256,2048,fp8,on,tok/s/chip,2785")
        // 256 on 72 ranks are 4 on each: 288.
        #expect(table.measurements.first?.scenario.deployment.redundantExperts == 32)
    }

    @Test(arguments: [
        ("d,deepseek-v3,h100,decode,72,1,64,1,72,256,2048,fp8,on,tok/s/chip,1", "dp='64' is not chips / tp"),
        ("d,deepseek-v3,h100,decode,72,1,72,1,64,256,2048,fp8,on,tok/s/chip,1", "ep='64' is not chips / moe_tp"),
        (
            "d,deepseek-v3,h100,train,72,1,72,1,72,256,2048,fp8,on,tok/s/chip,1",
            "phase='train' is not a phase that is known"
        ),
        (
            "d,deepseek-v3,h100,decode,72,1,72,1,72,256,2048,fp8,on,req/s,1",
            "metric='req/s' is not a metric that is known"
        ),
        (
            "d,deepseek-v3,h100,decode,72,1,72,1,72,8 seqs,2048,,,tok/s/chip,1",
            "batch_per_chip='8 seqs' is not a number above 0"
        ),
    ])
    func whatAPublishedRowCannotMean(_ row: String, _ reason: String) throws {
        let fault = try #require(try published(row).unmapped.first).fault
        #expect(fault.sentence { rule, _ in "\(rule)" } == reason)
    }

    @Test func headingsOfOnesOwnAreParameters() throws {
        let table = try MeasuredTable(
            parsing: """
                chip,model,input,output,tp,moe_tp,concurrency,draft,acceptance,attn_precision,precision,inter_bw,who,tpot_ms
                h200,deepseek-r1,1024,512,8,8,64,1,80%,bf16,fp8,25GB/s,me,20
                """)
        #expect(table.layout.name == "sextant" && table.labels == ["who"])
        let row = try #require(table.measurements.first)
        let (d, w) = (row.scenario.deployment, row.scenario.workload)
        // Without chips there are as many as one replica takes; requests in flight mean in-flight batching.
        #expect(d.chips == 8 && d.concurrency == 64 && w.serving == .agg && w.rounds == 0)
        #expect(w.draft == 1 && w.acceptance == 0.8 && row.scenario.chip.network.inter.bandwidth == 25e9)
        // One format of all matrices is set before that of a part, wherever the columns stand.
        #expect(row.scenario.model.precision.attention.only == .bf16)
        #expect(row.scenario.model.precision.experts.only == .fp8)
        #expect(row.fields["who"] == "me")
    }

    @Test(arguments: [
        ("phase", "prefil", "phase='prefil' is not a choice that is known; the nearest is 'prefill'"),
        ("input", "1.5", "input='1.5' is not a whole number"),
        ("acceptance", "2", "acceptance='2' is not between 0 and 1"),
        ("inter_bw", "16GiB", "inter_bw='16GiB' is not a bandwidth such as 16GB/s or 16e9"),
        ("phase", "prefill", "tpot_ms has no value when serving=static and phase=prefill"),
        ("model", "llama-3.1-8", "model='llama-3.1-8' is not a model that is known; the nearest is 'llama-3.1-8b'"),
    ])
    func whatARowOfOnesOwnCannotMean(_ column: String, _ cell: String, _ reason: String) throws {
        let isModel = column == "model"
        let table = try MeasuredTable(
            parsing: isModel
                ? "chip,model,tpot_ms\nh100,\(cell),7" : "chip,model,tpot_ms,\(column)\nh100,llama-3.1-8b,7,\(cell)")
        let fault = try #require(table.unmapped.first).fault
        #expect(fault.sentence { rule, _ in "\(rule)" } == reason)
    }

    @Test func namesOfColumnsAreUnique() {
        for layout in TableLayout.all {
            let names = layout.columns.map(\.name)
            #expect(Set(names).count == names.count, "\(layout.name)")
            #expect(Set(layout.required + layout.measured).isSubset(of: names), "\(layout.name)")
            #expect(layout.columns.allSatisfy { $0.summary.hasSuffix(".") }, "\(layout.name)")
        }
    }

    @Test func headingsOfNoLayoutAreRefused() {
        #expect(throws: MeasuredTableError.unknownLayout(headings: ["chip", "tpot_ms"])) {
            try MeasuredTable(parsing: "chip,tpot_ms\nh100,7\n")
        }
    }
}
