import Testing

@testable import Terminal

/// What Ctrl-R finds, and what the right arrow takes.
@Suite struct HistorySearchTests {
    private func search(_ entries: [String], _ pattern: String) -> HistorySearch {
        var history = HistoryNavigator()
        history.replaceEntries(entries)
        var search = HistorySearch(history: history)
        for scalar in pattern.unicodeScalars { search.append(scalar) }
        return search
    }

    private static let entries = [
        "sweep chips=128 tp=2,4 batch=8", "Model load x", "note 首字延迟 很高", "solve tp=4 where chips=128", "top 3",
    ]

    @Test(arguments: [
        ("tp=4", "solve tp=4 where chips=128"), ("swtp4", "sweep chips=128 tp=2,4 batch=8"),
        // Words in any order.
        ("batch sweep", "sweep chips=128 tp=2,4 batch=8"), ("128 so", "solve tp=4 where chips=128"),
        ("首延", "note 首字延迟 很高"), ("延迟", "note 首字延迟 很高"), ("model", "Model load x"), ("mlx", "Model load x"),
    ])
    func findsLettersInTheirOrder(_ pattern: String, _ line: String) {
        #expect(search(Self.entries, pattern).match == line)
    }

    /// Bytes of two characters make no third.
    @Test(arguments: ["xyz", "Mlxx", "迟首", "ML", "8=tp"])
    func findsNothingElse(_ pattern: String) {
        let found = search(Self.entries, pattern)
        #expect(found.prompt.hasPrefix("no earlier line has"))
    }

    /// What is typed comes before letters that lie apart, fewer pieces before more, and then the newest.
    @Test func theBestComesFirst() {
        var search = search(["tp=4", "t p=4", "t-p-=4", "x tp=4 x", "t.p.=.4"], "tp=4")
        var found = [search.match]
        for _ in 0..<5 {
            search.findOlder()
            found.append(search.match)
        }
        #expect(found == ["x tp=4 x", "tp=4", "t p=4", "t-p-=4", "t.p.=.4", "t.p.=.4"])
        #expect(search.prompt.hasPrefix("no earlier line has"))
        search.findNewer()
        #expect(search.match == "t-p-=4")
    }

    @Test func anOlderLineIsKeptAsLongAsItFits() {
        var search = search(["top 1 a", "top 2 b", "top 3 c"], "top")
        search.findOlder()
        #expect(search.match == "top 2 b")
        for scalar in " 2".unicodeScalars { search.append(scalar) }
        #expect(search.match == "top 2 b")
    }

    @Test func marksTheLettersThatWereLookedFor() {
        #expect(search(Self.entries, "swtp4").marks == [0, 1, 16, 17, 21])
        #expect(search(Self.entries, "首延").marks == [5, 7])
        #expect(search(Self.entries, "top 3").marks == [0, 1, 2, 3, 4])
        #expect(search(Self.entries, "zz").marks == [])
    }

    @Test func offersHowTheNewestLineGoesOn() {
        var history = HistoryNavigator()
        history.replaceEntries(["top 3", "top 5 all", "sweep\nx", "算能芯片"])
        #expect(history.newest(beginningWith: "to") == "p 5 all")
        #expect(history.newest(beginningWith: "top 3") == nil)
        #expect(history.newest(beginningWith: "s") == nil)
        #expect(history.newest(beginningWith: "") == nil)
        #expect(history.newest(beginningWith: "算") == "能芯片")
    }
}
