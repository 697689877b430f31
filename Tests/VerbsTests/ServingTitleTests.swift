import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What stands above the tables of a plan that serves both phases.
@Suite struct ServingTitleTests {
    @Test func requestsInFlightTakeThePlaceOfABatch() throws {
        let shell = try TestShell(
            "arch load h20", "model load llama-3.1-8b", "workload set serving=agg input=1000 output=100",
            "config set chips=1 tp=1 concurrency=8", "eval")
        #expect(try shell.run("breakdown").hasPrefix("chips=1 tp=1 concurrency=8: mean decode step "))
        try shell.run("workload set serving=static")
        try shell.run("config set concurrency=0 batch=4")
        try shell.run("eval")
        #expect(try shell.run("breakdown").hasPrefix("chips=1 tp=1 batch=4: decode step "))
    }

    /// 70 billion weights of 16 bits need 131.5 GiB of 95.0 on the one chip of the prefill worker, half on two of decode.
    @Test func aPrefillWorkerThatIsTooSmallIsNamed() throws {
        let shell = try TestShell(
            "arch load h20", "model load llama-3.1-70b", "workload set serving=disagg input=128 output=100",
            "config set chips=2 tp=2 concurrency=1 prefill_workers=1 prefill_chips=1 prefill_tp=1")
        let fault = #expect(throws: Diagnostic.self) { try shell.run("eval") }
        #expect(fault?.message.contains(" of 95.0 GiB per chip of the prefill worker (weights 131.") == true)
    }
}
