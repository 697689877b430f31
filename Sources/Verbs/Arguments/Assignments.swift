import CostModel
import Language
import Notebook
import Planning
import Text
import Units
import Words

/// A parameter and the value it is given.
struct Assignment: Sendable {
    let parameter: Parameter
    let value: Double
    /// The characters of the value.
    let span: Range<Int>
    /// Those of the name.
    let name: Range<Int>
}

extension Argument where State == Session, Value == [Assignment] {
    /// `KEY VALUE`, `KEY=VALUE`, or several of the latter.
    static func assignments(_ scope: Parameter.Scope) -> Self {
        Argument(
            "KEY VALUE",
            say(en: "a parameter and its value, or several as KEY=VALUE", zh: "一个参数及其值，或若干个 KEY=VALUE"),
            isRepeated: true,
            complete: { request in
                if let values = ParameterCompletion.values(request) { return values }
                // Behind a name its value stands, which is a word only where it is a choice.
                if request.before.count == 1, let parameter = request.before.first.flatMap(Parameter.named) {
                    return ParameterCompletion.choices(of: parameter, request.session)
                }
                // One name may do without the sign, several may not.
                return request.before.isEmpty
                    ? ParameterCompletion.of(
                        Parameter.all(of: request.session.draft).filter { $0.scope == scope }, request)
                    : ParameterCompletion.unused(request).filter { completion in
                        Parameter.named(String(completion.text.dropLast()))?.scope == scope
                    }
            }
        ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> [Assignment] in
            let tokens = cursor.rest()
            guard let first = tokens.first else { throw cursor.missing(ParameterWords.parameterAndValue(of: scope)) }
            if first.text.contains("=") {
                var assignments: [Assignment] = []
                for token in KeyValue.words(tokens) {
                    if scope == .workload, let short = try LoadShorthand.read(token, assignments, session) {
                        assignments += short
                    } else {
                        assignments.append(try joined(token, scope, session, &cursor))
                    }
                }
                return assignments
            }
            let parameter = try ParameterName.find(first.text, in: scope, at: first.span)
            cursor.spell(first, as: parameter.name)
            guard tokens.count > 1 else {
                throw cursor.missing(ParameterWords.example(parameter))
            }
            // `16 GB/s` is one value of two words.
            let hasUnit = tokens.count > 2 && Unit.isSymbol(tokens[2].text)
            let words = tokens[1...(hasUnit ? 2 : 1)]
            let span = tokens[1].span.lowerBound..<words[words.endIndex - 1].span.upperBound
            if words.endIndex < tokens.count {
                let word = tokens[words.endIndex]
                throw Diagnostic(
                    LanguageWords.unexpected(word.text), at: word.span, expected: ParameterWords.oneValueOrSeveral)
            }
            let text = words.map(\.text).joined()
            if let loads = try ExpertLoadFile.read(Token(text: text, span: span), for: parameter, session, &cursor) {
                return [Assignment(parameter: parameter, value: loads, span: span, name: first.span)]
            }
            let value = try QuantityArgument.read(text, for: parameter, at: span)
            return [Assignment(parameter: parameter, value: value, span: span, name: first.span)]
        }
    }

    private static func joined(
        _ token: Token, _ scope: Parameter.Scope, _ session: Session, _ cursor: inout ArgumentCursor
    ) throws(Diagnostic) -> Assignment {
        let (name, value) = try KeyValue.split(token)
        let parameter = try ParameterName.find(name.text, in: scope, at: name.span)
        cursor.spell(name, as: parameter.name)
        if let loads = try ExpertLoadFile.read(value, for: parameter, session, &cursor) {
            return Assignment(parameter: parameter, value: loads, span: value.span, name: name.span)
        }
        let number = try QuantityArgument.read(value.text, for: parameter, at: value.span)
        return Assignment(parameter: parameter, value: number, span: value.span, name: name.span)
    }
}

/// The two sides of a word such as `tp=4`.
enum KeyValue {
    /// The words with `tp=4` made one where a unit stands apart: `inter_bw=16 GB/s`.
    static func words(_ tokens: [Token]) -> [Token] {
        tokens.reduce(into: []) { words, token in
            if let last = words.last, Unit.isSymbol(token.text) {
                words[words.count - 1] = Token(
                    text: last.text + token.text, span: last.span.lowerBound..<token.span.upperBound)
            } else {
                words.append(token)
            }
        }
    }

    static func split(_ token: Token) throws(Diagnostic) -> (name: Token, value: Token) {
        let characters = Array(token.text)
        guard let mark = characters.firstIndex(of: "=") else {
            throw Diagnostic(ParameterWords.noValue(token.text), at: token.span, expected: ParameterWords.nameAndValue)
        }
        let start = token.span.lowerBound
        let name = Token(text: String(characters[..<mark]), span: start..<max(start + 1, start + mark))
        let value = Token(
            text: String(characters[(mark + 1)...]),
            span: min(start + mark + 1, token.span.upperBound - 1)..<token.span.upperBound)
        guard !name.text.isEmpty else {
            throw Diagnostic(ParameterWords.nameMissing, at: name.span, expected: ParameterWords.nameAndValue)
        }
        guard !value.text.isEmpty else {
            throw Diagnostic(ParameterWords.valueMissing, at: value.span, expected: ParameterWords.nameAndValue)
        }
        return (name, value)
    }
}

/// Finds parameters by name, or says which name was probably meant.
enum ParameterName {
    static func find(_ name: String, in scope: Parameter.Scope, at span: Range<Int>) throws(Diagnostic) -> Parameter {
        if let parameter = Parameter.named(name) {
            if parameter.scope == scope { return parameter }
            throw Diagnostic(
                ParameterWords.notOf(scope, parameter), at: span, hint: ParameterWords.setWith(parameter))
        }
        if let derived = derived(name, at: span) { throw derived }
        throw unknown(ParameterWords.unknown(name, in: scope), name, Parameter.all(in: scope), span)
    }

    /// Finds a parameter of any scope, for a sweep's axis.
    static func findAxis(_ name: String, at span: Range<Int>) throws(Diagnostic) -> Parameter {
        if let parameter = Parameter.named(name) { return parameter }
        if let derived = derived(name, at: span) { throw derived }
        throw unknown(AxisWords.unknown(name), name, Parameter.all, span)
    }

    private static func unknown(
        _ message: String, _ name: String, _ among: [Parameter], _ span: Range<Int>
    ) -> Diagnostic {
        let words = among.map(\.name) + among.flatMap { [$0.study].compactMap(\.self) + $0.aliases }
        let nearest = NearestName.of(name, in: words).flatMap(Parameter.named)
        let command = Session.registry.find([name])?.command.name == name ? ParameterWords.isCommand(name) : nil
        return Diagnostic(
            message, at: span, expected: ArgumentWords.oneOf(firstOf: among.map(\.name)),
            hint: command ?? nearest.map(ParameterWords.didYouMean))
    }

    /// Data and expert parallelism are no inputs: they follow from the others.
    private static func derived(_ name: String, at span: Range<Int>) -> Diagnostic? {
        guard let metric = Metric.named(name), Parameter.named(name) == nil else { return nil }
        return Diagnostic(ParameterWords.workedOut(metric), at: span, hint: ParameterWords.followsFrom(metric))
    }
}

/// Completions of parameters.
enum ParameterCompletion {
    /// The parameters whose names begin as the word at the cursor, each with its value as it is set.
    static func of(_ parameters: [Parameter], _ request: CompletionRequest, equals: Bool = false) -> [Completion] {
        let scenario = try? request.session.scenario()
        return parameters.filter { Completion.begins($0.name, $0.aliases, as: request.word) }.map { parameter in
            let now = scenario.map { ValueWords.of(parameter.get($0), parameter) }
            return Completion(
                parameter.name + (equals ? "=" : ""), ParameterWords.completion(parameter, now: now), isWhole: !equals,
                names: parameter.aliases)
        }
    }

    /// The words that are a parameter's values; the one that is set says so.
    static func choices(of parameter: Parameter, _ session: Session, before: String = "") -> [Completion] {
        let now = parameter.choices.isEmpty ? nil : Int(exactly: parameter.get(session.draft))
        return parameter.choices.enumerated().map { index, choice in
            Completion(before + choice, index == now ? ParameterWords.asSet : "")
        }
    }

    /// The values of a word such as `serving=`, or behind its last comma; nil where no `=` is typed yet.
    static func values(_ request: CompletionRequest) -> [Completion]? {
        guard let mark = request.word.firstIndex(of: "=") else { return nil }
        guard let parameter = Parameter.named(String(request.word[..<mark])) else { return [] }
        return values(request, of: parameter)
    }

    private static func values(_ request: CompletionRequest, of parameter: Parameter) -> [Completion] {
        guard let mark = request.word.firstIndex(of: "=") else { return [] }
        let typed = request.word[request.word.index(after: mark)...]
        let list = typed.lastIndex(of: ",").map { typed[...$0] } ?? ""
        let used = list.split(separator: ",").map(String.init)
        let before = request.word[...mark] + list
        return choices(of: parameter, request.session, before: String(before)).filter { choice in
            !used.contains(String(choice.text.dropFirst(before.count)))
        }
    }

    /// The same, and axes over whole chips and models.
    static func axes(_ request: CompletionRequest) -> [Completion] {
        if let axis = request.word.split(separator: "=").first.flatMap({ CatalogueAxis(String($0)) }),
            request.word.contains("=")
        {
            return values(request, of: axis.parameter())
        }
        let whole = CatalogueAxis.allCases.filter { axis in
            axis.rawValue.hasPrefix(request.word) && !request.before.contains { $0.hasPrefix(axis.rawValue + "=") }
        }
        return unused(request)
            + (request.word.isEmpty || request.word.contains("=") ? [] : whole).map {
                Completion($0.rawValue + "=", $0.parameter().summary, isWhole: false)
            }
    }

    /// `NAME=` for parameters that the words before do not give; those of a model are many and wait for a letter.
    static func unused(_ request: CompletionRequest) -> [Completion] {
        if let values = values(request) { return values }
        let used = Set(request.before.compactMap { $0.split(separator: "=").first.map(String.init) })
        let parameters = Parameter.all(of: request.session.draft).filter {
            !used.contains($0.name) && ($0.scope != .model || !request.word.isEmpty)
        }
        return of(parameters, request, equals: true)
    }
}
