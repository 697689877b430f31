import Service
import TestSupport
import Testing
import Text
import Verbs

/// The tools: what they take, what they return, and what they share.
@Suite struct ToolTests {
    private let client: TestClient
    private let study = """
        "arch": "sg2260e", "model": "deepseek-v3", "set": {"chips": 128, "tp": 4, "batch": 10, "input": 4096}
        """

    init() throws { client = try TestClient() }

    private func tools() throws -> [JSON] { try #require(try client.ask("tools/list").at("result.tools")).items }

    private func schema(_ name: String) throws -> JSON {
        try #require(try tools().first { $0["name"] == .string(name) }?["inputSchema"])
    }

    @Test func theToolsAreThoseThatAreDeclared() throws {
        let names = try tools().compactMap { $0["name"]?.text }
        #expect(
            names == ["size", "eval", "sweep", "explain", "whynot", "calibrate", "run", "complete", "inspect"])
        for tool in try tools() {
            #expect(tool["title"]?.text?.isEmpty == false && tool["description"]?.text?.isEmpty == false)
        }
    }

    @Test func schemasFollowFromTheDeclarations() throws {
        let tp = try #require(try schema("eval").at("properties.set.properties.tp"))
        #expect(tp["type"] == .array([.string("integer"), .string("string")]))
        #expect(tp["minimum"] == .number(1))
        #expect(tp["description"]?.text?.hasPrefix("Chips that share one attention layer") == true)
        let tbo = try schema("eval").at("properties.set.properties.tbo.enum")
        #expect(tbo == .array(["off", "on", "auto"].map { .string($0) }))
        #expect(try schema("eval").at("properties.set.properties.think.description")?.text?.hasSuffix("[s]") == true)
        // Options of a verb, and the keys that completion offers.
        let sweep = try schema("sweep")
        #expect(sweep.at("properties.keep") != nil && sweep.at("properties.values.properties.tp.items") != nil)
        #expect(try schema("size").at("properties.values.properties.margin.description") != nil)
        #expect(try schema("explain")["required"] == .array([.string("metric")]))
        #expect(try schema("calibrate")["required"] == .array([.string("files")]))
    }

    /// Of the 128-chip study: 128 chips, tp 4, batch 10 give 104.07 tokens/s on a chip in a step of 96.09 ms.
    @Test func aPlanIsEvaluated() throws {
        let answer = try client.call("eval", study)
        let table = try #require(answer["results"]?.items.last?.at("tables.0"))
        let row = try #require(table.at("rows.0"))
        #expect(((row["tps_chip"]?.number ?? 0) - 104.0733389).magnitude < 1e-6)
        #expect(((row["tpot_ms"]?.number ?? 0) - 96.086088).magnitude < 1e-5)
        #expect(table.at("units.tpot_ms") == .string("ms"))
        #expect(row.keys == table["columns"]?.items.compactMap(\.text))
    }

    @Test func callsOfOneConnectionShareASession() throws {
        _ = try client.call("eval", study)
        let swept = try client.call(
            "sweep", #""values": {"tp": [2, 4], "batch": "8..10:2"}, "top": 1, "columns": "tps_chip""#)
        #expect(swept["results"]?.items.last?.at("tables.0.rows")?.items.count == 1)
        #expect(
            swept["results"]?.items.last?.at("tables.0.columns") == .array(["row", "tps_chip"].map { .string($0) }))
        let other = try client.call("eval", #""session": "other""#)
        #expect(other.at("error.message")?.text?.contains("no chip") == true)
    }

    @Test func statelessCallsShareWhatTheyName() throws {
        let client = try TestClient(version: nil)
        _ = try client.call("eval", study, meta: true)
        #expect(try client.call("eval", meta: true).at("error.message") != nil)
        _ = try client.call("eval", study + #", "session": "s""#, meta: true)
        let again = try client.call("explain", #""metric": "tps_chip", "session": "s""#, meta: true)
        #expect(again["error"] == nil)
        #expect(again["results"]?[0]?["messages"]?[2] == .string("         = 13321.4 / 128 = 104.073"))
    }

    @Test func sessionsAreBounded() throws {
        for number in 1...8 { _ = try client.call("run", #""lines": "arch list", "session": "\#(number)""#) }
        let ninth = try client.call("run", #""lines": "arch list", "session": "9""#)
        #expect(ninth.at("error.message")?.text?.hasPrefix("8 sessions are open (1, 2, 3") == true)
        #expect(try client.call("run", #""lines": "quit", "session": "1""#)["hasQuit"] == .bool(true))
        #expect(try client.call("run", #""lines": "arch list", "session": "9""#)["error"] == nil)
    }

    @Test func whatIsWrongIsToldWhereAModelReadsIt() throws {
        let unknown = try client.call("eval", #""chip": "h200""#)
        #expect(unknown.at("error.message")?.text?.hasPrefix("unknown argument 'chip'\n  expected one of arch") == true)
        let nearest = try client.call("eval", #""arch": "h20o""#)
        #expect(nearest.at("error.hint") == .string("did you mean 'h200'?"))
        #expect(nearest.at("error.column") == .number(10) && nearest.at("error.length") == .number(4))
        #expect(
            try client.call("eval", #""set": {"tqq": 1}"#).at("error.message")?.text?.hasPrefix(
                "unknown parameter 'tqq'")
                == true)
        #expect(
            try client.call("eval", #""set": {"tp": {"a": 1}}"#).at("error.message")?.text?.hasPrefix("'tp' is not")
                == true)
        #expect(try client.call("run", "").at("error.message") == .string("'lines' is missing"))
        #expect(try client.call("run", #""lines": 4"#).at("error.message")?.text?.hasPrefix("'lines' is not") == true)
        #expect(
            try client.call("eval", #""seconds": 1e9"#).at("error.message")?.text?.hasPrefix("'seconds' is not") == true
        )
        let error = try client.ask("tools/call", #""name": "evl""#)["error"]
        #expect(error?["code"] == .number(-32602))
        #expect(error?["message"] == .string("unknown tool 'evl'; did you mean 'eval'?"))
    }

    /// A value is one word, whatever it holds.
    @Test func valuesBeginNoCommandOfTheirOwn() throws {
        let answer = try client.call("eval", #""arch": "h200; quit""#)
        #expect(answer.at("error.message")?.text?.hasPrefix("unknown chip 'h200; quit'") == true)
        #expect(answer["hasQuit"] == nil)
        #expect(
            try client.call("eval", #""arch": "h200\nquit""#).at("error.message")
                == .string("a value must not hold a line break"))
        #expect(try client.call("eval", #""slo": "tps_batch>=10; quit""#)["hasQuit"] == nil)
    }

    @Test func noProgramRunsAndFilesStayBeneathTheFolder() throws {
        func message(_ line: String) throws -> String? {
            try client.call("run", #""lines": "\#(line)""#).at("error.message")?.text
        }
        #expect(try message("arch list | head") == "no other program is run here")
        #expect(try message("bench")?.hasPrefix("'bench' runs a C compiler") == true)
        #expect(
            try message("arch load /etc/x.json")?.hasSuffix("only files beneath the served folder are open") == true)
        #expect(try message("arch list > ../x.csv")?.hasSuffix("only files beneath the served folder are open") == true)
        #expect(try message("arch list > x.csv") == nil)
        #expect(client.disk.paths == ["/home/x.csv"])
    }

    @Test func resultsComeAsPagesToo() throws {
        let answer = try client.call(
            "run",
            #""lines": ["arch load sg2260e", "model load deepseek-v3", "plot batch=1..64"], "format": "box", "html": true"#
        )
        let plot = try #require(answer["results"]?.items.last)
        #expect(plot["html"]?.text?.contains("<svg") == true)
        #expect(plot.at("pictures.0.svg")?.text?.hasPrefix("<svg") == true)
        #expect(plot["text"]?.text?.isEmpty == false)
    }

    @Test func aLineIsCompletedAndInspected() throws {
        let completed = try client.call("complete", #""line": "arch lo""#)
        #expect(completed["replacing"] == .number(2) && completed.at("candidates.0.text") == .string("load"))
        let inspected = try client.call("inspect", #""line": "sweep tp=2; eval", "at": 7"#)
        #expect(inspected.at("lines.0")?.text?.hasPrefix("tp") == true)
        let verb = try client.call("inspect", #""line": "eval; arch load h200", "at": 13"#)
        #expect(verb.at("lines.0")?.text?.hasPrefix("arch load ") == true)
        #expect(try client.call("inspect", #""line": "tps_chip""#).at("lines.0")?.text?.hasPrefix("tps_chip") == true)
        #expect(try client.call("inspect", #""line": "nothing at all""#).at("error.message") != nil)
    }

    @Test func aGuideIsAnsweredLineByLine() throws {
        let begun = try client.call("run", #""lines": "guide""#)
        #expect(begun["question"]?.text?.isEmpty == false)
        #expect(try client.call("run", #""lines": "quit""#)["question"] == nil)
    }
}
