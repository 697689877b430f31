import CostModel
import Queueing
import Testing

@testable import Planning

/// Recorded requests as a load.
@Suite struct TraceSummaryTests {
    private func value(_ name: String, _ requests: [TracedRequest]) throws -> Double? {
        TraceSummary(try RequestTrace(requests)).settings.first { $0.parameter.name == name }?.value
    }

    @Test func meansAndSpreadsAreThoseOfTheRequests() throws {
        // Prompts of 100 and 300: mean 200, deviation 100. Answers of 50 each. Gaps of 1, 1 and 4 s: mean 2, deviation
        // sqrt((1 + 1 + 4) / 3) = 1.414, so 0.707 of the mean. 4 requests in 6 s.
        let requests = [
            TracedRequest(arrival: 0, input: 100, output: 50, cached: 80),
            TracedRequest(arrival: 1, input: 300, output: 50), TracedRequest(arrival: 2, input: 100, output: 50),
            TracedRequest(arrival: 6, input: 300, output: 50, cached: 160),
        ]
        #expect(try value("input", requests) == 200)
        #expect(try value("input_cv", requests) == 0.5)
        #expect(try value("output", requests) == 50)
        #expect(try value("output_cv", requests) == 0)
        #expect(try value("arrival_cv", requests) == 0.707)
        #expect(try value("rate", requests) == 0.667)
        // Two of four found 80 and 160 tokens.
        #expect(try value("prefix", requests) == 120)
        #expect(try value("prefix_hit", requests) == 0.5)
    }

    /// Prompts of 100 and 101 tokens are 101 in whole ones, of which all but one may be found.
    @Test func aPrefixIsShorterThanThePrompt() throws {
        let requests = [
            TracedRequest(arrival: 0, input: 100, output: 50, cached: 100),
            TracedRequest(arrival: 1, input: 101, output: 50, cached: 101),
        ]
        #expect(try value("input", requests) == 101)
        #expect(try value("prefix", requests) == 100)
    }

    @Test func requestsThatComeTogetherHaveNoSpread() throws {
        let requests = [0.0, 0, 0].map { TracedRequest(arrival: $0, input: 100, output: 50) }
        #expect(try value("arrival_cv", requests) == 0)
    }

    @Test func oneRequestHasNoSpread() throws {
        let requests = [TracedRequest(arrival: 0, input: 100, output: 50)]
        #expect(try value("arrival_cv", requests) == 0)
        #expect(try value("prefix", requests) == 0)
        #expect(try value("prefix_hit", requests) == 1)
    }
}
