import Service
import Synchronization
import TestSupport
import Testing
import Text
import Verbs

/// Requests that are called off, take too long, or are too many.
@Suite struct StopTests {
    private static let call = """
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "run", "arguments": {"lines": "arch list"}}}
        """
    private static let off = #"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}"#

    @Test func aRequestThatWaitsIsCalledOff() throws {
        let client = try TestClient()
        client.receive(Self.call)
        client.receive(Self.off)
        #expect(try client.rest() == [])
        #expect(try client.send(Self.call).count == 1)
    }

    @Test func oneThatIsDoneIsNot() throws {
        let client = try TestClient()
        #expect(try client.send(Self.call).count == 1)
        #expect(try client.send(Self.off) == [])
        #expect(try client.send(Self.call).count == 1)
    }

    /// The clock moves on at each look: the call ends by itself, says so, and the next is not affected.
    @Test func aCallHasItsTime() throws {
        let clock = SharedCounter()
        let client = try TestClient(now: { Double(clock.increment()) * 1e-3 })
        let lines =
            #""lines": ["arch load h200", "model load deepseek-v3", "sweep tp=1,2,4,8 batch=1..4096 chips=8..512:8"]"#
        let late = try client.call("run", lines + #", "seconds": 0.05"#)
        #expect(late.at("error.message") == .string("stopped after 0.05 s; 'seconds' gives it more"))
        #expect(try client.call("run", #""lines": "arch list""#)["error"] == nil)
    }

    @Test func whatWaitsIsBounded() throws {
        let client = try TestClient()
        for number in 0..<70 {
            client.receive(#"{"jsonrpc": "2.0", "id": "\#(number)", "method": "tools/list"}"#)
        }
        let answers = try client.rest()
        #expect(answers.count == 70)
        // Refusals come at once, before what waits is answered.
        #expect(answers.prefix(6).allSatisfy { $0.at("error.code") == .number(1) })
        #expect(answers.dropFirst(6).allSatisfy { $0["result"] != nil })
    }

    @Test func anAnswerIsBounded() throws {
        let client = try TestClient()
        let lines =
            #""lines": ["arch load h200", "model load llama-3.1-8b", "sweep chips=8 tp=1,2,4,8 batch=1..4000", "rows all"]"#
        let answer = try client.call("run", lines)
        #expect(answer.at("error.message")?.text?.hasPrefix("the answer is larger than 8 MiB") == true)
        #expect(answer["results"]?.items.count == 3)
    }
}
