import Storage
import TestSupport
import Testing

@testable import Planning
@testable import Verbs

/// Parts of a sweep that are evaluated apart and joined are the sweep.
@Suite struct MergeTests {
    private static let axes = "tp=1,2,4,8 batch=1..40 moe_tp=1,2,3 chips=32,64,96"

    @Test(arguments: [1, 2, 5, 11])
    func partsAreTheWholeSweep(_ count: Int) throws {
        let whole = try TestShell("arch load sg2260e; model load deepseek-v3; format csv", "sweep " + Self.axes)
        let expected = try whole.run("rows all")
        let folder = try TemporaryFolder()
        let shell = try TestShell("arch load sg2260e; model load deepseek-v3; format csv")
        for number in 1...count {
            let text = try shell.run("sweep --shard \(number)/\(count) \(Self.axes)")
            let table = try #require(text.range(of: "row,"))
            try folder.write(String(text[table.lowerBound...]), to: "part\(number).csv")
        }
        #expect(try shell.run("merge \(folder.path(of: "part*.csv"))") == expected)
    }

    @Test func thereMayBeMorePartsThanCombinations() throws {
        let shell = try TestShell("arch load sg2260e; model load deepseek-v3")
        #expect(
            try shell.failure("sweep --shard 3/3 tp=1,2").contains(
                "part 3 of 3 has no combination: the sweep is too small for so many parts"))
        #expect(try shell.run("sweep --shard 2/3 tp=1,2").contains("part 2 of 3: 1 of 2 combinations"))
    }

    @Test(arguments: ["0/4", "5/4", "1", "a/b", "1/0", "1/2/3"])
    func aPartIsOneOfSome(_ text: String) throws {
        let shell = try TestShell("arch load sg2260e; model load deepseek-v3")
        let failure = try shell.failure("sweep --shard \(text) tp=1,2")
        #expect(failure.contains("'\(text)' is not a part of a sweep"))
        #expect(failure.contains("expected a part and their number, such as 1/4"))
    }

    @Test func filesOfOtherSweepsAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("row,tp\n1,2\n", to: "a.csv")
        try folder.write("row,batch\n1,2\n", to: "b.csv")
        try folder.write("nothing\n", to: "c.csv")
        let shell = try TestShell("arch load sg2260e")
        let (a, b, c) = (folder.path(of: "a.csv"), folder.path(of: "b.csv"), folder.path(of: "c.csv"))
        #expect(try shell.run("merge \(a) \(a)") == "row,tp\n1,2\n2,2\n")
        #expect(try shell.failure("merge \(a) \(b)").contains("'\(b)' has other columns than '\(a)'"))
        #expect(try shell.failure("merge \(c)").contains("'\(c)' holds no CSV table"))
        #expect(try shell.failure("merge \(folder.path(of: "x*.csv"))").contains("no file is named like"))
        #expect(try shell.failure("merge").contains("a file name"))
    }

    @Test func patternsStandForNamesByTheirNumbers() {
        let pattern = FilePattern("part*.csv")
        #expect(pattern.matches("part1.csv") && pattern.matches("part.csv"))
        #expect(!pattern.matches("part1.txt") && !pattern.matches("xpart1.csv"))
        #expect(FilePattern("a*b*c").matches("a1b2c") && !FilePattern("a*b*c").matches("acb"))
        #expect(!FilePattern("ab*ba").matches("aba"))
        // Without a star it stands for one name.
        #expect(FilePattern("a.csv").matches("a.csv") && !FilePattern("a.csv").matches("aa.csv"))
    }

    @Test func partsFollowOneAnother() throws {
        let parts = try (1...4).map { try #require(Shard($0, of: 4)).part(of: 10) }
        #expect(parts == [0..<3, 3..<6, 6..<8, 8..<10])
    }
}
