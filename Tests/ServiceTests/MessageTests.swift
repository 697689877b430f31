import Service
import TestSupport
import Testing
import Text

/// Messages that are none, and those of each revision of the protocol.
@Suite struct MessageTests {
    @Test(arguments: [
        ("{", -32700), ("\"x", -32700), ("{\"a\": 1, \"a\": 2}", -32700), ("7", -32600), ("null", -32600),
        ("[]", -32600), ("[{}]", -32600), ("{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1}", -32600), ("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 5}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": 9007199254740993, \"method\": \"ping\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"nothing\"}", -32601),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\"}", -32602),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": [1]}", -32602),
        (String(repeating: "[", count: 100), -32700),
    ])
    func whatMakesNoSenseHasACode(text: String, code: Int) throws {
        let client = try TestClient()
        let answers = try client.send(text)
        #expect(answers.count == 1)
        #expect(answers.first?.at("error.code") == .number(Double(code)), "\(text)")
        // The next is answered as ever.
        #expect(try client.ask("ping")["result"] == .object([]))
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let client = try TestClient()
        client.connection.receiver.receive(.bytes([0xFF, 0xFE]))
        client.connection.receiver.receive(.tooLong)
        let codes = try client.rest().map { $0.at("error.code") }
        #expect(codes == [.number(-32700), .number(-32600)])
    }

    @Test func notificationsAndAnswersAreNotAnswered() throws {
        let client = try TestClient()
        #expect(try client.send(#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#) == [])
        #expect(
            try client.send(#"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9}}"#)
                == [])
        #expect(try client.send(#"{"jsonrpc": "2.0", "id": 4, "result": {}}"#) == [])
        #expect(try client.send("  \r") == [])
    }

    @Test(arguments: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
    func aKnownRevisionIsAgreedOn(version: String) throws {
        let client = try TestClient(version: nil)
        let result = try client.ask("initialize", "\"protocolVersion\": \"\(version)\"")["result"]
        #expect(result?["protocolVersion"] == .string(version))
        #expect(result?.at("serverInfo.name") == .string("sextant"))
        #expect(result?.at("capabilities.tools") == .object([]))
    }

    @Test func anUnknownRevisionIsAnsweredWithTheNewest() throws {
        let client = try TestClient(version: nil)
        let result = try client.ask("initialize", "\"protocolVersion\": \"1.0\"")["result"]
        #expect(result?["protocolVersion"] == .string("2025-11-25"))
    }

    @Test func nothingIsListedBeforeAVersionIsKnown() throws {
        let client = try TestClient(version: nil)
        #expect(try client.ask("tools/list").at("error.code") == .number(-32600))
        #expect(try client.ask("ping")["result"] == .object([]))
    }

    @Test func batchesAreOfOneRevision() throws {
        let batch = #"[{"jsonrpc": "2.0", "id": 7, "method": "ping"}, {"jsonrpc": "2.0", "id": 8, "method": "x"}]"#
        let answers = try TestClient(version: "2025-03-26").send(batch)
        #expect(answers.first?.items.map { $0["id"] } == [.number(7), .number(8)])
        #expect(answers.first?[1]?.at("error.code") == .number(-32601))
        #expect(try TestClient().send(batch).first?.at("error.code") == .number(-32600))
    }

    @Test func requestsThatSayTheirVersionNeedNoBeginning() throws {
        let client = try TestClient(version: nil)
        let found = try client.ask("server/discover", TestClient.meta)["result"]
        #expect(found?["resultType"] == .string("complete"))
        #expect(found?["supportedVersions"]?[0] == .string("2026-07-28"))
        let tools = try client.ask("tools/list", TestClient.meta)["result"]
        #expect(tools?["ttlMs"] != nil && tools?["cacheScope"] == .string("public"))
        #expect(tools?.at("_meta")?["io.modelcontextprotocol/serverInfo"]?["name"] == .string("sextant"))
    }

    @Test func anotherVersionIsRefusedWithThoseThereAre() throws {
        let client = try TestClient(version: nil)
        let other = TestClient.meta.replacing("2026-07-28", with: "1900-01-01")
        let error = try client.ask("tools/list", other)["error"]
        #expect(error?["code"] == .number(-32022))
        #expect(error?.at("data.requested") == .string("1900-01-01"))
        #expect(error?.at("data.supported.0") == .string("2026-07-28"))
        let bare = "\"_meta\": {\"io.modelcontextprotocol/protocolVersion\": \"2026-07-28\"}"
        #expect(try client.ask("tools/list", bare).at("error.code") == .number(-32602))
    }

    @Test func linesAreCutWhereverThePiecesEnd() {
        var framer = LineFramer()
        #expect(framer.add(Array("ab".utf8)) == [])
        #expect(framer.add(Array("c\nd\n\ne".utf8)) == ["abc", "d", ""].map { .bytes(Array($0.utf8)) })
        #expect(framer.finish() == .bytes(Array("e".utf8)))
        #expect(framer.finish() == nil)
        let long = [UInt8](repeating: 0x20, count: LineFramer.most)
        #expect(framer.add(long + [0x0A]) == [.bytes(long)])
        #expect(framer.add(long + [0x20]) == [])
        #expect(framer.add(Array("x\ny\n".utf8)) == [.tooLong, .bytes([0x79])])
    }
}
