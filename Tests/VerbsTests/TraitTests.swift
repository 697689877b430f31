import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// What speaks for each rank, and what that is good for.
@Suite struct TraitTests {
    /// The case study's plans that meet its service level; tps_chip 104.1, 103.1, 94.6, 91.3, 80.1.
    private func ranked(_ count: Int, _ lines: String...) throws -> String {
        let shell = try TestShell.prepared()
        for line in lines { try shell.run(line) }
        return try shell.run("top \(count)")
    }

    private func row(_ number: Int, of text: String) throws -> String {
        let lines = text.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.contains("what speaks for it") })
        return try #require(lines[start...].first { $0.hasPrefix(" \(number) ") })
    }

    /// Against the first: 103.1 / 104.1 - 1 = -0.9 %; 10.41 / 10 - 1 = 4.1 % to spare, 10.31 / 10 - 1 = 3.1 %.
    @Test func theStudysFive() throws {
        let text = try ranked(5, "filter tps_batch>=10")
        let first = try row(1, of: text)
        #expect(first.contains("4.1  just meets the limits, most tokens/s/chip"))
        #expect(first.hasSuffix("standard deployment"))
        #expect(try row(2, of: text).contains("-0.9         3.1  just meets the limits, less communication"))
        #expect(try row(3, of: text).contains("fastest per request"))
        #expect(try row(3, of: text).hasSuffix("interactive use"))
        // The least share of communication is that of row 4: 12.6 %.
        #expect(try row(4, of: text).contains("least communication"))
        #expect(try row(4, of: text).hasSuffix("slow networks"))
    }

    @Test func withoutLimitsNothingIsSaidOfThem() throws {
        let text = try ranked(3)
        #expect(!text.contains("% of limit") && !text.contains("just meets"))
    }

    /// What orders them is what the others are compared in; a limit that is met a hundred times over decides nothing.
    @Test func theOrderDecides() throws {
        let text = try ranked(2, "filter tps_batch>=0.1", "sort tpot_ms")
        #expect(text.contains("% tpot_ms"))
        #expect(try row(1, of: text).contains("fastest per request"))
        #expect(!text.contains("% of limit"))
    }

    @Test func oneIsNotCompared() throws {
        #expect(try !ranked(1).contains("what speaks for it"))
        let shell = try TestShell.prepared()
        try shell.run("format csv")
        #expect(try !shell.run("top 3").contains("suits"))
    }

    @Test func inChinese() throws {
        let shell = try TestShell.prepared()
        try shell.run("lang zh")
        try shell.run("filter tps_batch>=10")
        let text = try shell.run("top 5")
        #expect(text.contains("特点") && text.contains("适用场景"))
        #expect(text.contains("刚好满足 SLO，单芯吞吐最高"))
        #expect(text.contains("标准部署") && text.contains("网络带宽受限"))
    }
}
