import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let set = Command(
        "set", synonyms: ["variable", "export-variable", "变量"],
        abstract: say(
            en: "Gives a variable a value, or lists the variables there are.", zh: "定义变量，或列出已有变量。"),
        discussion: say(
            en: """
                $NAME or ${NAME} stands for the value in every later line, as if it were typed; in single quotes it is
                only a text. A saved session holds the values, not the names. 'unset NAME' forgets one.
                """,
            zh: """
                在之后的每一行中，$NAME 或 ${NAME} 代表该值，如同直接输入；单引号内只是普通文本。\\
                保存的会话写入的是值而不是名称。“unset NAME”取消一个变量。
                """),
        arguments: .definition(DefinitionWords.nameAndValue),
        examples: ["set limit=40ms", "set"],
        isRecorded: false
    ) { (context: Context, definition: Definition?) throws(Diagnostic) -> Outcome in
        guard let definition else {
            return DefinitionText.list(
                context.session.preferences.variables, DefinitionWords.isSet, DefinitionWords.noVariables)
        }
        return DefinitionText.define(context, DefinitionWords.isSet(definition.name, definition.value)) {
            $0.variables[definition.name] = definition.value
        }
    }

    static let unset = Command(
        "unset", abstract: say(en: "Forgets a variable.", zh: "取消变量。"),
        arguments: .defined({ @Sendable in $0.variables }), examples: ["unset limit"], isRecorded: false
    ) { (context: Context, name: String) throws(Diagnostic) -> Outcome in
        DefinitionText.define(context, DefinitionWords.isGone(name)) { $0.variables[name] = nil }
    }

    static let alias = Command(
        "alias", synonyms: ["macro", "abbreviation", "别名"],
        abstract: say(
            en: "Gives a command a short name, or lists the short names there are.", zh: "为命令定义别名，或列出已有别名。"),
        discussion: say(
            en: """
                The first word of a command that is an alias stands for its commands; words behind it follow the last of
                them. A saved session holds the commands. 'unalias NAME' forgets one; those of every shell stand in the
                startup file ('help rc').
                """,
            zh: """
                命令的第一个词如果是别名，就代表其中的命令；后面的词接在最后一条命令之后。保存的会话写入的是这些命令。\\
                “unalias NAME”取消一个别名；每次启动都要用的别名写在启动文件中（“help rc”）。
                """),
        arguments: .definition(DefinitionWords.nameAndCommand, keepsVerbs: true),
        examples: ["alias best='sort tps_chip; top 3'", "alias"], isRecorded: false
    ) { (context: Context, definition: Definition?) throws(Diagnostic) -> Outcome in
        guard let definition else {
            return DefinitionText.list(
                context.session.preferences.aliases, DefinitionWords.stands, DefinitionWords.noAliases)
        }
        return DefinitionText.define(context, DefinitionWords.stands(definition.name, for: definition.value)) {
            $0.aliases[definition.name] = definition.value
        }
    }

    static let unalias = Command(
        "unalias", abstract: say(en: "Forgets an alias.", zh: "取消别名。"),
        arguments: .defined({ @Sendable in $0.aliases }), examples: ["unalias best"],
        isRecorded: false
    ) { (context: Context, name: String) throws(Diagnostic) -> Outcome in
        DefinitionText.define(context, DefinitionWords.isGone(name)) { $0.aliases[name] = nil }
    }
}

/// A name and what it is to stand for.
struct Definition: Sendable {
    let name: String
    let value: String
}

/// What the verbs of definitions do.
enum DefinitionText {
    /// The session with other preferences, which are no step of it.
    static func define(_ context: Context, _ line: String, _ change: (inout Preferences) -> Void) -> Outcome {
        var preferences = context.session.preferences
        change(&preferences)
        var outcome = Outcome(context.session, say: line)
        outcome.preferences = preferences
        outcome.history = .aside
        return outcome
    }

    /// All of one kind, a line each.
    static func list(_ all: [String: String], _ line: (String, String) -> String, _ none: String) -> Outcome {
        let lines = all.sorted { $0.key < $1.key }.map { Output.line(line($0.key, $0.value)) }
        return Outcome(nil, lines.isEmpty ? [.line(none)] : lines)
    }
}

extension Argument where State == Session, Value == Definition? {
    /// `NAME=VALUE`, or `NAME VALUE`; an alias must not take a verb's name.
    static func definition(
        _ expected: @autoclosure @escaping @Sendable () -> String, keepsVerbs: Bool = false
    ) -> Argument {
        Argument("NAME=VALUE", expected(), isOptional: true, isRepeated: true) {
            (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Definition? in
            let tokens = cursor.rest()
            guard let first = tokens.first else { return nil }
            let parts = first.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            let name = parts[0]
            guard Preferences.isName(name) else {
                throw Diagnostic(DefinitionWords.notAName(name), at: first.span, expected: DefinitionWords.aName)
            }
            if keepsVerbs, Session.registry.isVerb(name) {
                throw Diagnostic(DefinitionWords.isVerb(name), at: first.span, expected: expected())
            }
            // What stands in quotes was one word; several words are the value as it was typed.
            let values = parts.dropFirst().filter { !$0.isEmpty } + tokens.dropFirst().map(\.text)
            guard !values.isEmpty else { throw cursor.missing(expected()) }
            let rest = values.first == "=" ? Array(values.dropFirst()) : Array(values)
            guard !rest.isEmpty else { throw cursor.missing(expected()) }
            return Definition(name: name, value: rest.joined(separator: " "))
        }
    }
}

extension Argument where State == Session, Value == String {
    /// The name of a definition that is there.
    static func defined(_ kind: @escaping @Sendable (Preferences) -> [String: String]) -> Argument {
        Argument(
            "NAME", say(en: "the name of one that is there", zh: "已有的名称"),
            complete: { request in
                kind(request.session.preferences).sorted { $0.key < $1.key }.map { Completion($0.key, $0.value) }
            }
        ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> String in
            let names = kind(session.preferences).keys.sorted()
            let expected = names.isEmpty ? DefinitionWords.nameAndValue : LanguageWords.oneOf(names)
            let token = try cursor.require(expected)
            guard names.contains(token.text) else {
                throw Diagnostic(DefinitionWords.isUnknown(token.text), at: token.span, expected: expected)
            }
            return token.text
        }
    }
}
