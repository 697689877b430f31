import CostModel
import TestSupport
import Testing
import Text

@testable import Catalog
@testable import Language
@testable import Notebook
@testable import Verbs

/// The fingerprint of the constants, and the stamp that files carry.
@Suite struct FingerprintTests {
    /// FNV-1a of "a" and a byte 0xFF: ((offset ^ 0x61) * prime ^ 0xFF) * prime modulo 2^64, with the offset
    /// 0xCBF29CE484222325 and the prime 0x100000001B3.
    @Test func isTheSameEverywhere() {
        #expect(Fingerprint().text == "cbf29ce484222325")
        var fingerprint = Fingerprint()
        fingerprint.add("a")
        #expect(fingerprint.text == "089bc907b544c769")
        // Eight bytes, the highest first: 0x3FF0000000000000.
        var one = Fingerprint()
        one.add(1.0)
        #expect(one.text == "fcb659e6f17300ea")
        var (zero, other) = (Fingerprint(), Fingerprint())
        zero.add(0.0)
        other.add(-0.0)
        #expect(zero.text == other.text)
        #expect(Constants.fingerprint == Constants.fingerprint(Catalog.chips, Catalog.models, Session()))
        #expect(Constants.fingerprint.count == 16)
    }

    @Test func whereTextsEndCounts() {
        var (left, right) = (Fingerprint(), Fingerprint())
        for text in ["ab", "c"] { left.add(text) }
        for text in ["a", "bc"] { right.add(text) }
        #expect(left.text != right.text)
    }

    @Test(arguments: Parameter.all.filter { !$0.isAlias }.map(\.fullName))
    func changesWithEveryConstant(_ name: String) throws {
        let parameter = try #require(Parameter.named(name))
        let chips = Array(Catalog.chips.prefix(2))
        let models = Array(Catalog.models.prefix(2))
        var scenario = Scenario(
            chip: chips[1].value, model: models[1].value, workload: Session().workload, deployment: Session().deployment
        )
        // Some shapes are those of other models.
        guard parameter.shapeRefusal(in: models[1].value) == nil else { return }
        let value = parameter.get(scenario)
        parameter.set(&scenario, value != 1 ? 1 : parameter.choices.count == 2 ? 0 : 2)
        var start = Session()
        (start.workload, start.deployment) = (scenario.workload, scenario.deployment)
        let changed = Constants.fingerprint(
            [chips[0], with(chips[1], scenario.chip)], [models[0], with(models[1], scenario.model)], start)
        // An entry with figures at hand, as the changed one is.
        let before = Constants.fingerprint(
            [chips[0], with(chips[1], chips[1].value)], [models[0], with(models[1], models[1].value)], Session())
        #expect(changed != before)
    }

    @Test func changesWithNamesBandsAndWhatThereIs() {
        let chips = Catalog.chips
        let models = Catalog.models
        let all = Constants.fingerprint(chips, models, Session())
        #expect(Constants.fingerprint(Array(chips.dropLast()), models, Session()) != all)
        #expect(Constants.fingerprint(chips, Array(models.dropLast()), Session()) != all)
        var other = chips
        other[1].calibration = nil
        #expect(chips[1].calibration == nil || Constants.fingerprint(other, models, Session()) != all)
        #expect(Constants.fingerprint(chips.reversed(), models, Session()) != all)
    }

    @Test func aCalibrationKeepsTheStampOfItsFit() throws {
        let folder = try TemporaryFolder()
        try folder.write(try MeasuredFile.text(), to: "runs.csv")
        let path = folder.path(of: "mine.json")
        let shell = try TestShell("arch load h200", "calibrate \(folder.path(of: "runs.csv")) --params host_time")
        #expect(shell.session.chip?.calibration?.stamp == Session.stamp)
        try shell.run("arch save \(path)")
        let text = try #require(folder.read("mine.json"))
        let stamp = Session.stamp.json.compact
        #expect(text.hasPrefix("{\n  \"sextant\": \(stamp),\n  \"name\": \"h200\",\n"))
        #expect(text.contains("  \"calibration\": {\n    \"sextant\": \(stamp),\n    \"source\": "))
        // Another program fitted it: saving it again does not say otherwise.
        let older = text.replacing(
            "\"calibration\": {\n    \"sextant\": \(stamp)",
            with: """
                "calibration": {
                    "sextant": {"format": 2, "version": "0.0.9", "constants": "00"}
                """)
        try folder.write(older, to: "mine.json")
        try shell.run("arch load \(path); arch save \(path)")
        let fit = "\"calibration\": {\n    \"sextant\": {\"format\": 2, \"version\": \"0.0.9\", \"constants\": \"00\"}"
        #expect(folder.read("mine.json")?.contains(fit) == true)
    }

    @Test func aNewerChipFileIsRefusedByName() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "new.json")
        try folder.write(
            "{\n  \"sextant\": {\"format\": 4, \"version\": \"0.9.0\", \"shape\": 1},\n  \"flop\": []\n}\n",
            to: "new.json")
        #expect(
            try TestShell().failure("arch load \(path)") == """
                error: \(path):2:15: the file was written by a newer Sextant (0.9.0, format 4; this is \(Version.number), format 3)
                  arch load \(path)
                            \(String(repeating: "^", count: path.count))
                  2 |   "sextant": {"format": 4, "version": "0.9.0", "shape": 1},
                                    ^^^^^^^^

                """)
    }

    private func with<Value>(_ entry: CatalogEntry<Value>, _ value: Value) -> CatalogEntry<Value> {
        CatalogEntry(
            name: entry.name, title: entry.title, value: value, origins: entry.origins, calibration: entry.calibration)
    }
}
