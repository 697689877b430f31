import Text

// The kinds of arguments that any shell's verbs are declared with.

extension Argument where Value == Bool {
    /// A word that is there or not, such as `--force`; declared in front of the arguments that it may stand behind.
    public static func flag(_ name: String, _ summary: @autoclosure @escaping @Sendable () -> String) -> Argument {
        Argument(
            "--" + name, summary(), isOptional: true, isAnywhere: true,
            complete: { _ in [Completion("--" + name, summary())] }
        ) { (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Bool in
            cursor.takeFlag("--" + name)
        }
    }
}

extension Argument where Value == Spanned<String> {
    /// A file; options are refused here so that a misspelt one is not taken for a name.
    public static func path(_ summary: @autoclosure @escaping @Sendable () -> String, endings: [String]) -> Argument {
        Argument("FILE", summary(), complete: { FileCompletion.candidates(for: $0, endings: endings) }) {
            (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Spanned<String> in
            try fileName(try cursor.require(LanguageWords.aFileName))
        }
    }

    /// A word as the name of a file.
    fileprivate static func fileName(_ token: Token) throws(Diagnostic) -> Spanned<String> {
        guard !token.text.isEmpty, !token.text.hasPrefix("-") else {
            throw Diagnostic(
                LanguageWords.notAFileName(token.text), at: token.span, expected: LanguageWords.aFileName)
        }
        return Spanned(value: token.text, span: token.span)
    }
}

extension Argument where Value == Spanned<String>? {
    /// A file behind an option such as `--out`; declared in front of the arguments that it may stand behind.
    public static func file(
        option name: String, _ summary: @autoclosure @escaping @Sendable () -> String, endings: [String]
    ) -> Argument {
        Argument(
            "--\(name) FILE", summary(), isOptional: true, isAnywhere: true,
            complete: { request in
                request.before.last == "--" + name
                    ? FileCompletion.candidates(for: request, endings: endings)
                    : [Completion("--" + name, summary())]
            }
        ) { (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Spanned<String>? in
            guard let token = try cursor.takeOption("--" + name, LanguageWords.aFileName) else { return nil }
            return try Argument<State, Spanned<String>>.fileName(token)
        }
    }
}

extension Argument where Value == Int? {
    /// A whole number from 1 behind an option such as `--first`; declared in front of the arguments that it may stand
    /// behind.
    public static func count(option name: String, _ summary: @autoclosure @escaping @Sendable () -> String) -> Argument
    {
        Argument(
            "--\(name) N", summary(), isOptional: true, isAnywhere: true,
            complete: { request in
                request.before.last == "--" + name ? [] : [Completion("--" + name, summary())]
            }
        ) { (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Int? in
            let expected = LanguageWords.aWholeNumber
            guard let token = try cursor.takeOption("--" + name, expected) else { return nil }
            guard let number = Int(token.text), number >= 1 else {
                throw Diagnostic(
                    LanguageWords.notANumber(token.text, for: name), at: token.span, expected: expected)
            }
            return number
        }
    }
}

extension Token {
    /// The value that the word names, in whatever case it was typed.
    ///
    /// - Throws: a diagnostic that lists the names, with the nearest one, where the word is none of them.
    public func one<Value>(
        of values: [Value], _ name: (Value) -> String, unknown: (String) -> String
    ) throws(Diagnostic) -> Value {
        guard let value = values.first(where: { name($0).lowercased() == text.lowercased() }) else {
            let names = values.map(name)
            throw Diagnostic(
                unknown(text), at: span, expected: LanguageWords.oneOf(names),
                hint: NearestName.of(text, in: names).map(LanguageWords.didYouMean))
        }
        return value
    }
}

extension Argument where Value: RawRepresentable<String> & CaseIterable {
    /// One of a few words, each with what it stands for.
    public static func choice(
        _ label: String, _ detail: @escaping @Sendable (Value) -> String = { _ in "" }
    ) -> Argument {
        let names = Value.allCases.map(\.rawValue)
        return Argument(
            label, LanguageWords.either(names),
            complete: { _ in Value.allCases.map { Completion($0.rawValue, detail($0)) } }
        ) {
            (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Value in
            let token = try cursor.require(LanguageWords.oneOf(Value.allCases.map(\.rawValue)))
            return try token.one(of: Array(Value.allCases), \.rawValue) {
                LanguageWords.unknown(label.lowercased(), $0)
            }
        }
    }
}

extension Argument where Value == Spanned<String>? {
    /// A word, or several, that help is asked for; `names` offers what it knows.
    public static func topic(_ names: @escaping @Sendable () -> [Completion]) -> Argument {
        Argument(
            "NAME", LanguageWords.aTopic, isOptional: true, isRepeated: true,
            complete: { request in request.before.isEmpty ? names() : [] }
        ) { (cursor: inout ArgumentCursor, _: State) throws(Diagnostic) -> Spanned<String>? in
            let tokens = cursor.rest()
            guard let first = tokens.first, let last = tokens.last else { return nil }
            let text = tokens.map(\.text).joined(separator: " ")
            return Spanned(value: text, span: first.span.lowerBound..<last.span.upperBound)
        }
    }
}
