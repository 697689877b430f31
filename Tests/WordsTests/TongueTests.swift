import TestSupport
import Testing
import Units

/// Sentences are declared once, in every language.
@Suite struct TongueTests {
    /// All sources: any of them may say something.
    private static let files = Folder.files(below: Project.root + "/Sources", ending: ".swift")

    @Test func everySentenceHasATextInEveryLanguage() throws {
        let expected = Set(Tongue.allCases.map(\.rawValue))
        var sentences = 0
        for file in Self.files {
            let source = try #require(TextFile.read(Project.root + "/Sources/" + file))
            for call in SayCall.all(in: source) where !call.texts.isEmpty {
                sentences += 1
                let labels = Set(call.texts.keys)
                #expect(labels == expected, "\(file):\(call.line): has \(labels.sorted())")
                let names = call.texts.mapValues(SayCall.names)
                #expect(
                    Set(names.values).count <= 1, "\(file):\(call.line): parameters differ: \(names)")
                let chinese = call.texts["zh"] ?? ""
                let isWorded = (call.texts["en"] ?? "").contains { $0 == " " } && chinese.contains("\"")
                #expect(
                    !isWorded || chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
                        || !Self.hasWords(chinese), "\(file):\(call.line): Chinese without Chinese: \(chinese)")
            }
        }
        #expect(sentences > 1500)
    }

    /// Whether a text has two English words in a row outside of its values.
    private static func hasWords(_ text: String) -> Bool {
        let isCode = SourceWalk(text).code
        let prose = String(zip(text, isCode).map { $1 == " " ? $0 : "|" })
        return prose.contains(/[a-z]{3,} [a-z]{3,}/)
    }

    @Test func whatLacksOrDiffersIsFound() {
        let calls = SayCall.all(
            in: #"""
                func say(en: String) {} // say(en: "no call")
                x = say(en: "a \(b) (", zh: "甲 \(b)") + say(zh: "\(names.map { say(en: "x", zh: "y") }), en: ", en: "a")
                """#)
        #expect(calls.map { $0.texts.keys.sorted() } == [["en", "zh"], ["en", "zh"], ["en", "zh"]])
        #expect(calls.map(\.line) == [2, 2, 2])
        #expect(SayCall.names(in: #""a \(b) \(Counted.text(plans, "plan")) \(x.y)""#) == ["b", "plans", "x"])
        #expect(SayCall.names(in: #""甲 \(b) \(Decimal.grouped(plans)) \(x)""#) == ["b", "plans", "x"])
        #expect(SayCall.all(in: #"say(en: "a")"#)[0].texts == ["en": #" "a""#])
    }

    @Test func aSentenceIsInTheLanguageOfItsScope() {
        #expect(Tongue.english.speak { say(en: "a", zh: "甲") } == "a")
        #expect(Tongue.chinese.speak { say(en: "a", zh: "甲") } == "甲")
        #expect(Tongue.current == .english)
    }

    @Test(arguments: [
        ("zh_CN.UTF-8", Tongue?.some(.chinese)), ("zh", .chinese), ("zh-TW", .chinese), ("en_GB.UTF-8", .english),
        ("C.UTF-8", .english), ("POSIX", .english), ("de_DE.UTF-8", nil), ("", nil),
    ]) func aLocaleNamesALanguage(_ locale: String, _ tongue: Tongue?) {
        #expect(Tongue(locale: locale) == tongue)
    }
}
