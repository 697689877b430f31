import Queueing
import Testing

@testable import Measurements

/// Requests that others recorded.
@Suite struct RequestRecordsTests {
    private func parse(_ text: String) throws(RequestRecordsError) -> [TracedRequest] {
        try RequestRecords.parse(text, isCancelled: { false }).requests
    }

    @Test func readsAzure() throws {
        // Rows of AzureLLMInferenceTrace_conv.csv, the second across midnight at the end of a leap year's February.
        let requests = try parse(
            """
            TIMESTAMP,ContextTokens,GeneratedTokens
            2024-02-29 23:59:59.5000000,374,44
            2024-03-01 00:00:01.2500000,396,109
            """)
        #expect(
            requests == [
                TracedRequest(arrival: 0, input: 374, output: 44),
                TracedRequest(arrival: 1.75, input: 396, output: 109),
            ])
    }

    @Test func readsMooncake() throws {
        let requests = try parse(
            """
            {"timestamp": 27482, "input_length": 1500, "output_length": 52, "hash_ids": [46, 47, 48]}
            {"timestamp": 30535, "input_length": 1472, "output_length": 0, "hash_ids": [46, 47, 2366]}

            """)
        // The second finds two blocks of 512 in the cache; an answer has a token at least.
        #expect(
            requests == [
                TracedRequest(arrival: 0, input: 1500, output: 52, cached: 0),
                TracedRequest(arrival: 30535 / 1000.0 - 27482 / 1000.0, input: 1472, output: 1, cached: 1024),
            ])
    }

    @Test func ordersByTime() throws {
        let requests = try parse("arrived_at,num_prefill_tokens,num_decode_tokens\n7,10,1\n5,20,2\n")
        #expect(requests.map(\.arrival) == [0, 2])
        #expect(requests.map(\.input) == [20, 10])
    }

    @Test func saysWhatIsWrong() {
        #expect(throws: RequestRecordsError.noColumns) { try parse("time,input\n1,2\n") }
        #expect(throws: RequestRecordsError.notARequest(line: 3)) { try parse("time,input,output\n1,2,3\n1,x,3\n") }
        #expect(throws: RequestRecordsError.notARequest(line: 2)) {
            try parse("{\"timestamp\": 1, \"input_length\": 5, \"output_length\": 5}\nnonsense\n")
        }
        #expect(throws: RequestRecordsError.notATable(message: "there are headings but no rows", line: 1, column: 18)) {
            try parse("time,input,output\n")
        }
        #expect(throws: RequestRecordsError.cancelled) {
            try RequestRecords.parse("time,input,output\n1,2,3", isCancelled: { true })
        }
    }
}
