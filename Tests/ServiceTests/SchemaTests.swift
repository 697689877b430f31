import Service
import TestSupport
import Testing
import Text
import Verbs

/// What is written holds to the schemas that are written.
@Suite struct SchemaTests {
    private let root: JSON

    init() throws { root = try JSON(parsing: SchemaFile.text(Session.description)) }

    @Test(arguments: [
        "arch list", "arch show", "model list", "model show", "workload", "config", "eval", "rows", "top 3",
        "rows 2 tps_chip tpot_ms", "breakdown 1", "memory 1", "explain tps_chip 1", "why 1", "whynot tp=8 batch=64",
        "suggest 1", "advise 1", "diff 1 2", "sensitivity tps_chip 1", "frontier tps_batch tps_chip",
        "curve batch=1..64", "solve inter_bw for tps_batch>=12", "pin 1; pins", "dropped", "plot tps_chip tps_batch",
        "history", "undo", "let a = out[3]; let", "help top",
    ])
    func documentsHoldToTheirSchema(command: String) throws {
        let client = try TestClient()
        let lines = ["arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=2,4 batch=8,10", command]
        let list = lines.map { JSON.string($0).compact }.joined(separator: ", ")
        let answer = try client.call("run", "\"lines\": [\(list)]")
        #expect(answer["error"] == nil, "\(answer.compact)")
        let results = try #require(root.at("$defs")?["results"])
        #expect(SchemaCheck(results).faults(of: answer) == [])
        let documents = try #require(answer["results"]).items
        #expect(documents.count >= 3)
        for document in documents { #expect(SchemaCheck(root).faults(of: document) == []) }
    }

    @Test func theSchemaSeesWhatIsWrong() throws {
        let check = SchemaCheck(root)
        #expect(check.faults(of: .object([])).count == 3)
        let document = try JSON(
            parsing:
                #"{"schema": "sextant.result/2", "messages": [1], "tables": [{"columns": [], "rows": [{"tp": []}]}]}"#)
        #expect(
            check.faults(of: document).sorted() == [
                "$.messages[0] is no string", "$.schema is not \"sextant.result/1\"", "$.tables[0] has no units",
                "$.tables[0].rows[0].tp is no string or number or boolean or null",
            ])
    }

    /// The values that a person would try fit what the tools say they take.
    @Test func toolsTakeWhatTheirSchemasDescribe() throws {
        let client = try TestClient()
        let tools = try #require(try client.ask("tools/list").at("result.tools")).items
        func faults(_ tool: String, _ arguments: String) throws -> [String] {
            let schema = try #require(tools.first { $0["name"] == .string(tool) }?["inputSchema"])
            return SchemaCheck(schema).faults(of: try JSON(parsing: "{\(arguments)}"))
        }
        #expect(try faults("eval", #""arch": "h200", "set": {"tp": 8, "batch": "64", "inter_bw": "50GB/s"}"#) == [])
        #expect(try faults("eval", #""set": {"tp": 0}"#) == ["$.set.tp is below 1.0"])
        #expect(try faults("eval", #""set": {"serving": "x"}"#).count == 1)
        #expect(
            try faults("sweep", #""values": {"tp": [2, 4], "batch": "6..16:2", "serving": ["agg"]}, "keep": 5"#) == [])
        #expect(try faults("size", #""values": {"by": "cost", "tp": 8}, "slo": ["ttft_ms<=2s"]"#) == [])
        #expect(try faults("run", "").count == 1)
    }
}
